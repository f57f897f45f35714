"""The turns of speakers: the forms of labels, what belongs to a turn, and labels that name nobody."""

from __future__ import annotations

import pytest

from attribution.article.segmentation import segment

Turns = list[tuple[str, str, str]]


def turns(text: str) -> Turns:
    """The name and role of each label, with the words of the turn."""
    return [
        (
            text[turn.label.name.start : turn.label.name.end],
            text[turn.label.role.start : turn.label.role.end],
            " / ".join(text[span.start : span.end] for span in turn.spans),
        )
        for turn in segment(text).structure.turns
    ]


FORMS = [
    ("MIRA OLSEN, HOST: Welcome.\nOLSEN: Who is next?", ["MIRA OLSEN", "OLSEN"]),
    ("SEN. RUTH ADDO (D-VT): No.\nSEN. ADDO: We lost.", ["SEN. RUTH ADDO", "SEN. ADDO"]),
    ("Mr Speaker: Order.\nJude Achebe (Marsh East) (Ind): Will she resign?", ["Mr Speaker", "Jude Achebe"]),
    ("The Minister for Ports (Sir Ian Obi): I will.\nMr Speaker: Order!", ["Sir Ian Obi", "Mr Speaker"]),
    ("Senator KOROMA (North Bank) (09:15): I ask again.\nThe PRESIDENT: Order!", ["Senator KOROMA", "The PRESIDENT"]),
    ("Mr. OBI. Mr. Speaker, I rise.\nMs. DELACROIX of Upper Tarn. I object.", ["Mr. OBI", "Ms. DELACROIX"]),
    ("The PRESIDING OFFICER (Ms. Obi). Without objection.\nMr. TARR. I yield.", ["Ms. Obi", "Mr. TARR"]),
    ("Mr. Lyle (Dunwich). I beg to ask.\nMr. Tarr (Selby). I will reply.", ["Mr. Lyle", "Mr. Tarr"]),
    ("Mrs. Ångström. I ask why.\nMr. ÖZTÜRK. We know.\nMr. ÖZTÜRK. So?", ["Mrs. Ångström", *["Mr. ÖZTÜRK"] * 2]),
    ("van der Tarr: I paid.\nal-Obi: No.\nvan der Tarr: I will.\nal-Obi: So?", ["van der Tarr", "al-Obi"] * 2),
    ("Zorbin -- Head of Sales\n\nWe grew.\n\nXull - Marsh Bank - Analyst\n\nWhy?", ["Zorbin", "Xull"]),
    ("LENA FROST (voice-over): The lake froze.\nFROST: You see it here.", ["LENA FROST", "FROST"]),
    (
        "Operator\n\nGood day.\n\nAda Frost -- Chief Executive\n\nWe grew.\n\nOperator\n\nThank you.",
        ["Operator", "Ada Frost", "Operator"],
    ),
    ("Ada Frost - Chief Executive\n\nWe grew.\n\nBen Tarr - Analyst\n\nWhy?", ["Ada Frost", "Ben Tarr"]),
    ("Ada Frost (Marsh East) (Ind)\nWill he act?\nBen Tarr (Selby) (Con)\nI will.", ["Ada Frost", "Ben Tarr"]),
    ("Q. Where were you?\n\nA. At home.\n\nQ. Alone?", ["", "", ""]),
    ("BY MS. OBI:\nQ. Where were you?\nA. At home.\nBY MR. TARR:\nQ. Why?", ["MS. OBI", "", "MR. TARR"]),
    ("Q: Where were you?\n\nA: At home.", ["", ""]),
    ("Interviewer: Why?\n\nTamsin: I had time.\n\nInterviewer: And now?", ["Interviewer", "Tamsin", "Interviewer"]),
    ("THE COURT: Order.\nWITNESS 10: I saw it.\nTHE WITNESS: Yes.", ["THE COURT", "WITNESS 10", "THE WITNESS"]),
    ("[00:12] Ada Frost: Hello.\n[00:15] Ben Tarr: How are you?", ["Ada Frost", "Ben Tarr"]),
    (
        "00:01:12 Board Member Ada Frost\nHello.\n00:02:15 Public Speaker Ben Tarr\nNo!\n"
        "00:03:15 Public Speaker Zorbin Xull\nHow are you?",
        ["Board Member Ada Frost", "Public Speaker Ben Tarr", "Public Speaker Zorbin Xull"],
    ),
    ("Ada Frost (00:12):\nHello.\nBen Tarr (00:15):\nHow are you?", ["Ada Frost", "Ben Tarr"]),
    (">> ADA FROST: Hello.\n>> BEN TARR: How are you?", ["ADA FROST", "BEN TARR"]),
    ("**Ada Frost:** Hello.\n\n**Ben Tarr:** How are you?", ["Ada Frost", "Ben Tarr"]),
    ("GEN. (RET.) EVA LUND, CHIEF: We are.\nUNIDENTIFIED MALE: No!", ["GEN. (RET.) EVA LUND", "UNIDENTIFIED MALE"]),
    ("SEN. OBI. Mr. President, I rise.\nTHE PRESIDENT. The gentleman has the floor.", ["SEN. OBI", "THE PRESIDENT"]),
    (
        "Ada Frost - Chief\nBen Tarr - Analyst\n\nOperator\n\nHello.\n\nBen Tarr\n\nWhy?\n\n"
        "Ada Frost\n\nI know.\n\nOperator\n\nBye.",
        ["Operator", "Ben Tarr", "Ada Frost", "Operator"],
    ),
    ("Several hon. Members: Shame!\nAn hon. Member: I object.", ["Several hon. Members", "An hon. Member"]),
    ("Mr. Obi. The panel will come to order.\nMs. Ek-Tarr. Thank you.\nMr. Obi. Go on.",
     ["Mr. Obi", "Ms. Ek-Tarr", "Mr. Obi"]),
    ("Mr. Obi. I yield.\nMrs. van der Zee of Ohio. I thank you.\nThe Chairman. We go on.",
     ["Mr. Obi", "Mrs. van der Zee", "The Chairman"]),
    ("Senator Obi. Did you?\nSenator Obi [continuing]. You did.\nMr. King [presiding]. Order.",
     ["Senator Obi", "Senator Obi", "Mr. King"]),
    ("Mr. Obi. Since. I ask you.\nMr. Obi. Why?", ["Mr. Obi", "Mr. Obi"]),
    ("MR. OBI: I call Dr Ada Frost.\nQ. Who are you?\nA. A doctor.", ["MR. OBI", "MR. OBI", "Dr Ada Frost"]),
    ("ADA FROST (affirmed)\nExamined by MR OBI\nQ. Who are you?\nA. A nurse.\nTHE WITNESS: Yes.",
     ["MR OBI", "ADA FROST", "THE WITNESS"]),
    ("ADA FROST,\nhaving been duly sworn, testified:\nBY MR. OBI:\nQ. Who?\nA. I.", ["MR. OBI", "ADA FROST"]),
    ("Deposition of Ada Frost, May 4\nQ. Who?\nA. I.\nQ. (By Ms. Ek) When?\nA. Then.",
     ["", "Ada Frost", "Ms. Ek", "Ada Frost"]),
    ("MR OBI: Was it wet?\nA. It was.\nTHE JUDGE: Very?\nA. Very.\nQ. How wet?",
     ["MR OBI", "", "THE JUDGE", "", "THE JUDGE"]),
    ("BY MR. OBI:\nQ. Was it wet?\nA. It was.\nTHE COURT: Very?\nA. Very.\nQ. When?",
     ["MR. OBI", "", "THE COURT", "", "MR. OBI"]),
    ("ADA FROST (sworn)\nQ. Who?\nA. I.\n(The witness withdrew)\nQ. Who?\nA. We.", ["", "ADA FROST", "", ""]),
    ("THE MODERATOR: Who has questions?\nQ. Were you tired?\nBO EK: I was.\nBO EK: And you?",
     ["THE MODERATOR", "", "BO EK", "BO EK"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), FORMS)
def test_forms_of_labels(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in turns(text)] == names


CONTENTS: list[tuple[str, Turns]] = [
    (
        "LENA FROST (voice-over): The lake froze.\n\n“I fell in,” he says.\n\nFROST: You see it here.",
        [("LENA FROST", "", "The lake froze."), ("FROST", "", "You see it here.")],
    ),
    (
        "MIRA OLSEN, HOST: Good morning.\n\nThe lake is closed.\n\nOLSEN: It opens in May.",
        [("MIRA OLSEN", "HOST", "Good morning. / The lake is closed."), ("OLSEN", "", "It opens in May.")],
    ),
    (
        "Ada Frost: “We will stay.”\nBen Tarr: “Will you?”",
        [("Ada Frost", "", "We will stay."), ("Ben Tarr", "", "Will you?")],
    ),
    (
        "Mr Speaker: Order! (Interruption.) Sit down.\nHonourable members interjecting—\nMr Obi: I will not.",
        [("Mr Speaker", "", "Order! / Sit down."), ("Mr Obi", "", "I will not.")],
    ),
    (
        "MS. OBI: It was [inaudible] late.\n(Pause.)\nMS. OBI: You know (we all do) why.",
        [("MS. OBI", "", "It was / late."), ("MS. OBI", "", "You know (we all do) why.")],
    ),
    (
        "Ada Frost: Why did you?\n\nBen Tarr: You know why.\n\nAda Frost: I do not.\n\nBen Tarr: You do.\n\nHe left.",
        [
            ("Ada Frost", "", "Why did you?"),
            ("Ben Tarr", "", "You know why."),
            ("Ada Frost", "", "I do not."),
            ("Ben Tarr", "", "You do."),
        ],
    ),
    (
        "Ada Frost: Why did you?\n\nI wonder.\n\nBen Tarr: You know why.\n\n"
        "It rained.\n\nMs Frost went home.\n\nSo did I.",
        [
            ("Ada Frost", "", "Why did you? / I wonder."),
            ("Ben Tarr", "", "You know why. / It rained. / Ms Frost went home. / So did I."),
        ],
    ),
    (
        "Ada Frost: Why did you?\n\nI wonder.\n\nBen Tarr: You know why.\n\n"
        "It rained.\n\nMr Tarr went home.\n\nIt snowed.",
        [("Ada Frost", "", "Why did you? / I wonder."), ("Ben Tarr", "", "You know why. / It rained.")],
    ),
    (
        "MS. OBI: I call Ada Frost.\nADA FROST, called by the Crown, sworn\nCROSS-EXAMINATION\nMR. EK: Who are you?\n"
        "A. A nurse.\n(The witness withdrew)\nMS. OBI: That is all.",
        [
            ("MS. OBI", "", "I call Ada Frost."),
            ("MR. EK", "", "Who are you?"),
            ("ADA FROST", "", "A nurse."),
            ("MS. OBI", "", "That is all."),
        ],
    ),
    (
        "The council met on Monday.\n\nThe mayor left early.\n\nThe clerk read.\n\nQ: Why?\n\nA: I was tired.\n\n"
        "The debate went on.\n\nNobody spoke.\n\nIt ended at nine.\n\nThe doors were shut.",
        [("", "", "Why?"), ("", "", "I was tired.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_what_belongs_to_a_turn(text: str, expected: Turns) -> None:
    assert turns(text) == expected


NO_TURNS = [
    "Inquest at Dunby\n\nDay 2: The harbour evidence\n\nDay 3: I was there\n\nPart 4: Who knew?",
    (
        "Village noticeboard\n\nLost: A tabby cat, last seen on Mill Lane.\n\nRoads: You may meet a tractor.\n\n"
        "Treasurer: We are 40 pounds short.\n\nChair: Who will do it?\n\nFor sale: A bicycle, hardly used."
    ),
    (
        "The dam: what we know\n\nHeight: 84 metres.\n\nOwner: We asked, and were not told.\n\n"
        "Engineer: Who knows?\n\nRisk: The spillway is shut.\n\nFrom the police: You should keep away."
    ),
    "ENERGY: Oil fell 2% on Monday.\n\nCURRENCIES: The dollar rose to 98 yen.\n\nKEEPING SCORE: Stocks fell.",
    "WHAT: A public meeting.\nWHEN: Tuesday at seven.\nWHERE: The village hall.\nWHO: Councillor Jean Tarr.",
    "Score: 3-1\nVenue: Marsh Lane\nAttendance: 4,012\nScore: 2-0",
    "Note: The times are local.\nNote: Prices may change.\nSource: The ministry.",
    "Pros: It is light.\nCons: It is dear.\nPros: You can carry it.\nCons: You may lose it.",
    "Director: Ada Frost\nProducer: Ben Tarr\nDirector: Eva Lund",
    "The ratio was 3: 1 at noon.\nAt 10: 30 it rained.",
    "Read more: How we lived.\n\nRead more: Why you left.",
    "He said: “I will stay.”\n\nShe said: “You will not.”",
    "A man was seen at noon.\n\nA boat left at one.\n\nA dog barked.",
    "Claim: The mayor said no.\nVerdict: False.\nClaim: You can fly.\nVerdict: We found no proof.",
    "Advertisement\n\nThe mayor left.\n\nAdvertisement\n\nThe clerk stayed.",
    ":\n:\n: :\n",
    "A:\nA:\nQ:\nA:",
    "al dente: what you can bite.\n\nde minimis: what we ignore.\n\nal dente: see above.",
    "Margins -- Analyst day\n\nThey grew.\n\nCosts -- Full year\n\nWe cut them.",
    "Lt. Col. Ana Ruiz said you would come.\n\nLt. Col. Ana Ruiz said you did not.",
    "Dr. St. John Lyle said you lied.\n\nDr. St. John Lyle was wrong about you.",
    "Mr. Chairman. That is what they called him.\n\nMr. Chairman. You know why.",
    "Mr. T. S. Lyle left you.\n\nMr. T. S. Lyle came back to us.",
    "Mr. Lyle. He was the man whom everybody knew.\n\nIt rained, and we went home.",
    "Ada Frost (Selby)\nBen Tarr (Marsh East)\nEva Lund (Selby)",
    "Ada Frost: 9/10\nBen Tarr: 7/10\nAda Frost: 8/10",
]


@pytest.mark.parametrize("text", NO_TURNS)
def test_labels_that_name_nobody(text: str) -> None:
    assert turns(text) == []
