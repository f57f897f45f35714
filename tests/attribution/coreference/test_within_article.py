"""Coreference in short texts that parse easily: the speaker of the last quotation."""

from __future__ import annotations

import pytest

from attribution import Quotation, attribute_text

NAMES = [
    # partial names, titles, initials, particles, suffixes, family name first, possessives
    ("Amina Diallo opened the school. Diallo said that it was full.", "Amina Diallo"),
    ("Dr. Lindiwe Khoza opened the clinic. Dr. Khoza said that it was full.", "Lindiwe Khoza"),
    ("Prime Minister Rafael Ortega resigned. Mr. Ortega said that he was tired.", "Rafael Ortega"),
    ("Pieter van der Berg opened the bridge. Van der Berg said that it was safe.", "Pieter van der Berg"),
    ("Khalid al-Rashid opened the port. Al-Rashid said that it was ready.", "Khalid al-Rashid"),
    ("Maria de la Cruz won the race. De la Cruz said that it was hard.", "Maria de la Cruz"),
    ("Omar bin Saleh opened the mosque. Bin Saleh said that it was full.", "Omar bin Saleh"),
    ("J. K. Mwangi wrote the book. Mwangi said that it took a year.", "J. K. Mwangi"),
    ("Tan Wei Ming opened the factory. Tan said that it was ready.", "Tan Wei Ming"),
    ("Nguyen Van Duc opened the factory. Mr. Duc said that it was ready.", "Nguyen Van Duc"),
    ("Farah Osei KC spoke for the families. Osei said that they were tired.", "Farah Osei"),
    ("Luis Mendoza Jr. bought the club. Mendoza said that it was a dream.", "Luis Mendoza Jr"),
    ("Anneke Visser, MP, opened the debate. Ms Visser said that it was late.", "Anneke Visser"),
    ("Joyce Banda-Phiri opened the mill. Banda-Phiri said that it was old.", "Joyce Banda-Phiri"),
    ("Kofi Asante's book sold well. Asante said that he was glad.", "Kofi Asante"),
]  # fmt: skip

OTHERS = [
    # what belongs to somebody is not they
    ("Elena Popescu was away. Popescu's lawyer said that she was ill.", "Popescu's lawyer"),
    ("Tomas Novak was away. His lawyer said that he was ill.", "his lawyer"),
    ("Hamid Karimi was away. The suspect's lawyer said that he was ill.", "the suspect's lawyer"),
    ("Ingrid Solberg met the mayor. A spokesman for Solberg said that it went well.", "a spokesman for Solberg"),
]

OFFICES = [
    # apposition, office before the name, predicate; the noun alone later
    ("Ama Boateng, the managing director of Volta Foods, opened the mill. The director said that it was safe.",
     "Ama Boateng"),
    ("Mayor Stefan Horvat opened the bridge. The mayor said that it was safe.", "Stefan Horvat"),
    ("Gov. Alice Whitfield signed the law. The governor said that it was overdue.", "Alice Whitfield"),
    ("Sen. Paul Okafor opposed the law. The senator said that it was unfair.", "Paul Okafor"),
    ("Sen. Paul Okafor opposed the law. The lawmaker said that it was unfair.", "Paul Okafor"),
    ("Yuki Mori is a nurse in Osaka. The nurse said that the ward was full.", "Yuki Mori"),
    ("The team's captain, Bruno Keita, was angry. The captain said that the match was lost.", "Bruno Keita"),
    ("Kenyan minister Grace Wanjiru met Ugandan minister Moses Okello. The Kenyan minister said that it went well.",
     "Grace Wanjiru"),
    ("Kenyan minister Grace Wanjiru met Ugandan minister Moses Okello. The Ugandan minister said that it went well.",
     "Moses Okello"),
    ("Actress Salome Eriksen left the show. The actress said that she was tired.", "Salome Eriksen"),
    ("Lars Dahl left the clinic in May. The retired surgeon said that it was time.", "Lars Dahl"),
    ("Salome Eriksen left the show after a year. The actress said that she was tired.", "Salome Eriksen"),
]  # fmt: skip

NOT_OFFICES = [
    # a noun that nobody was called is nobody who was named
    ("Mayor Stefan Horvat opened the bridge. The coroner said that a man had died.", "the coroner"),
    ("Lars Dahl left the clinic in May. The federal judge said that it was time.", "the federal judge"),
    ("Lars Dahl is a man of few words. The man at the gate said that it was time.", "the man at the gate"),
    ("Mayor Stefan Horvat opened the bridge. A mayor from Peru said that it was safe.", "a mayor from Peru"),
    ("Spokeswoman Mina Haddad left. The spokesman said that it was late.", "the spokesman"),
]

BODIES = [
    ("Volta Foods, a company in Accra, closed the mill. The company said that it was unsafe.", "Volta Foods"),
    ("The Seamen's Union called a strike. The union said that pay was low.", "Seamen's Union"),
    ("The Nordic Energy Agency cut its forecast. The agency said that demand was weak.", "Nordic Energy Agency"),
    ("The charity Clean Rivers published a map. The charity said that it was new.", "Clean Rivers"),
    ("Beijing called the move unfair. Beijing said that it would respond.", "Beijing"),
    ("Moscow and Ankara met on Monday. Moscow said that it went well.", "Moscow"),
    ("The White House refused. The White House said that it was too late.", "White House"),
]

PRONOUNS = [
    ("Amina Diallo met Peter Lund. She said that it went well.", "Amina Diallo"),
    ("Amina Diallo met Peter Lund. He said that it went well.", "Peter Lund"),
    ("Amina Diallo told Fatima Sow that it was late. She added that she was tired.", "Amina Diallo"),
    ("Peter Lund told Kwame Addo that it was late. He added that he was tired.", "Peter Lund"),
    ("Peter Lund said that it was late.\n\n“We must go,” he said.", "Peter Lund"),
    ("Kwame Addo praised Peter Lund. Addo said that Lund was brave. He added that the war was over.", "Kwame Addo"),
    ("The ministry closed the road. It said that the bridge was unsafe.", "ministry"),
    ("Teachers went on strike. They said that pay was low.", "teachers"),
    ("A senior official met reporters. The official said that talks had failed. He said that it was late.",
     "a senior official"),
]  # fmt: skip

ANONYMOUS = [
    ("A senior official met reporters. The official said that talks had failed.", "a senior official"),
    ("A woman at the gate wept. The woman said that her son was inside.", "a woman at the gate"),
    ("A senior official said that talks had failed. Officials said that it was late.", "officials"),
    ("Two French officials left. On Friday officials said that it was time.", "officials"),
    ("A French official said that talks had failed. A German official said that it was late.", "a German official"),
    ("US officials said that talks had failed. Chinese officials said that it was late.", "Chinese officials"),
]

NAMESAKES = [
    ("Ana Lopez met Carlos Lopez. Mrs. Lopez said that it went well.", "Ana Lopez"),
    ("Ana Lopez met Carlos Lopez. Mr. Lopez said that it went well.", "Carlos Lopez"),
    ("Ana Lopez met Carlos Lopez. Carlos said that it went well.", "Carlos Lopez"),
    ("Ana Lopez and Carlos Lopez left. Lopez said that it went well.", None),
]

HEADS = [
    # the parse has another word for the head of the source, or the recognizer runs on after a dash
    ("Mayor Stefan Horvat opened the bridge. Minutes later, the bridge authority said that it was safe.",
     "bridge authority"),
    ("“It was late,” said retired Gen. Tomas Novak, who led the mission.", "Tomas Novak"),
    ("Amina Diallo - Keita's sister and partner - told the paper that it was late. Diallo said that it was full.",
     "Amina Diallo"),
    ("Party committeeman Lars Dahl opposed the plan. Dahl said that it was late.", "Lars Dahl"),
]  # fmt: skip

SAID = [
    # who is named in what is said does not say it; who "added" has spoken before
    ("Delegate Pavel Novak met Bruno Keita. Novak praised the plan of Bruno Keita. “It is the Keita way,” he said.",
     "Pavel Novak"),
    ("The raid began at dawn. The raid told the world that Bruno Keita was alive. Later he said that it was late.",
     "Bruno Keita"),
    ("Bruno Keita called the plan of Pavel Novak late. “Novak never reads,” he added.", "Bruno Keita"),
]  # fmt: skip

DESCRIPTIONS = [
    # a description ends at a sensible place, and another one's is another one
    ("A survey in the year it closed said that the bridge was safe.", "survey"),
    ("Two farmers from neighbouring Sarova said that the road was closed.", "two farmers from neighbouring Sarova"),
    ("A report by the brokers Holm & Pereira said that prices fell.", "report by the brokers Holm & Pereira"),
    ("Horvat's campaign in Rome said that it was late. Keita's campaign said that it was early.", "Keita's campaign"),
    ("Neither government was ready. The government said that it was late.", "government"),
]

NAMED_LATER = [
    # who is described first and named then, and who is not
    ("Her neighbour was angry. “We lost the house,” said Amina Diallo. The neighbour said that it was late.",
     "Amina Diallo"),
    ("His coach was away. “We lost,” said Kwame Addo, a nurse in Accra. The coach said that it was late.", "his coach"),
    ("A baker in Accra called for Kwame Addo to resign.\n\nThe baker said that it was late.", "a baker in Accra"),
]  # fmt: skip

ANSWERS = [
    ("Lawyer Sefu Mori asked why Novak was late. The guard Tomas Novak looked up. “I was tired,” he answered.",
     "Tomas Novak"),
    ("Sefu Mori left. She said it was late. Tomas Novak looked up. “It is slow,” he said. Mori and Novak wept. "
     "“We lost,” she said.", "Sefu Mori"),
]  # fmt: skip

NOT_A_PERSON = [
    ("Farrow Homes, a company in Accra, opened a site to Ana Lopez. In a letter, the developer said that it was fair.",
     "Farrow Homes"),
    ("A senior ministry official said that it was late. Minister Tomas Novak left. The senior ministry official "
     "said that it was cold.", "a senior ministry official"),
]  # fmt: skip
RECOGNIZED = [
    # what the recognizer takes for one name, for a title or for a body
    ("Ana Acosta Febo runs the bank. A lawyer, Ms. Acosta also runs the port. Ms. Acosta said that it was late.",
     "Ana Acosta Febo"),
    ("Senator Steve King opened the bridge. King said that it was late.", "Steve King"),
    ("Majority Whip Tomas Novak opened the bridge. Novak said that it was late.", "Tomas Novak"),
    ("Mr. Novak, a baker who said that he was poor, left the town.", "Novak"),
    ("Maria Lopez Beats Carlos Ruiz. Maria Lopez met Carlos Ruiz. Ruiz said that it was late.", "Carlos Ruiz"),
    ("Senators Ana Lopez and Eva Ruiz left. Lopez said that it was late.", "Ana Lopez"),
    ("Paul Weber Joins Growing List of Critics.\n\nPaul Weber opened the bridge. Paul Weber met the press. Weber said "
     "that it was late.", "Paul Weber"),
    ("“It is late,” said senior editor Tomas Novak.", "Tomas Novak"),
]  # fmt: skip

TAKEN_FOR_PEOPLE = [
    # bodies and places that the recognizer takes for people, and what takes up a body
    ("The Green Harbour opened on Monday. Ana Lopez, head of Green Harbour, came. The company said that it was late.",
     "Green Harbour"),
    ("The Hauliers' Federation called a strike. The federation said that pay was low.", "Hauliers' Federation"),
    ("The Friends of Oak Lane met. The Friends of Oak Lane said that it was late. The group said that it was cold.",
     "Friends of Oak Lane"),
    ("The neighbour was Tomas Novak. He said that it was late.", "Tomas Novak"),
    ("Ana “Nan” Lopez opened the school. Lopez said that it was late.", "Ana “Nan” Lopez"),
    ("Rep. Tomas Novak (D-Md.), chair of the committee, said that it was late.", "Tomas Novak"),
]  # fmt: skip

BY_NAMES = [
    ("Bruno Keita, known as “the Anvil” for his punch, won. The Anvil said that it was easy.", "Bruno Keita"),
    ("Tomas Novak ran the mill for years. The old man said that it was time.", "Tomas Novak"),
    ("Ban Ji-sung, the envoy, sat down in Accra. On Monday, Ban said that it was late. Ban said that it was cold.",
     "Ban Ji-sung"),
]  # fmt: skip


def test_a_place_is_not_a_person() -> None:
    found = attribute_text(
        "Ana Lopez, the foreign minister of Tesh, said that it was late. In Tesh it rained. Tesh said that it was cold."
    )
    assert [q.speaker.kind for q in found if q.speaker] == ["person", "organization"]


def test_a_source_named_later_has_the_name_from_the_start() -> None:
    first, *_ = attribute_text(
        "A retired nurse told the court on Monday that bread was dear.\n\nKwame Addo, 34, opened his shop."
    )
    assert first.speaker is not None
    assert first.speaker.name == "Kwame Addo"
    assert first.evidence.chain == ("A retired nurse", "Kwame Addo")


def last(text: str) -> Quotation:
    return attribute_text(text)[-1]


HOLDERS = [
    # an office in a body that stands before the name
    ("CEO of the Harbour Council Enver Salik said that it was late.", "Enver Salik"),
    ("Minister of Education Stefania Gallo said that it was late.", "Stefania Gallo"),
    ("“It is late,” Minister for Health Tom Burke told reporters.", "Tom Burke"),
    ("Chief of Police Maria Ortiz said that it was late.", "Maria Ortiz"),
    ("Head of the Union Marta Lind said that it was late.", "Marta Lind"),
    ("Secretary-General of the United Nations António Guterra said that it was late.", "António Guterra"),
    ("A friend of the singer Marta Lind said that it was late.", "a friend of the singer Marta Lind"),
    ("“We were never asked,” said Speaker of the House Ana Reyes.", "Ana Reyes"),
    ("Undersecretary for Education Mr. Tocci said that it was late.", "Tocci"),
    ("The company, Volta Foods, said that it was late.", "Volta Foods"),
    # a role before, or after, a name that the recognizer may not know
    ("Team member Rodaba Nouri said that it was late.", "Rodaba Nouri"),
    ("The Talveran foreign minister, Qi Lanfen, said that it was late.", "Qi Lanfen"),
    ("Qi Lanfen, foreign minister of Talvera, left the room. Qi said that it was late.", "Qi Lanfen"),
    ("Analyst Wei Zhang of Harbour Securities said that it was late.", "Wei Zhang"),
    ("Harbour Bank chief Tedros Adane said that it was late.", "Tedros Adane"),
    # by their age
    ("The Brazilian striker Rafael Dutra scored twice. The 24-year-old said that it was late.", "Rafael Dutra"),
    ("Ana Reyes, 43, met Tom Burke, 51, on Monday. The 43-year-old said that it was late.", "Ana Reyes"),
    ("Ana Reyes left the room. A 19-year-old told the court that it was late.", "a 19-year-old"),
    # what people are called who have more than one family name, or a particle with a hyphen
    ("Marisol Quintana Ferro left the room. Quintana said that it was late.", "Marisol Quintana Ferro"),
    ("Amina Farouk el-Sayed, president of the union, left. The vote, el-Sayed said, was late.",
     "Amina Farouk el-Sayed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *NAMES,
        *HOLDERS,
        *OTHERS,
        *OFFICES,
        *NOT_OFFICES,
        *BODIES,
        *PRONOUNS,
        *ANONYMOUS,
        *NAMESAKES,
        *HEADS,
        *SAID,
        *DESCRIPTIONS,
        *NAMED_LATER,
        *ANSWERS,
        *NOT_A_PERSON,
        *RECOGNIZED,
        *TAKEN_FOR_PEOPLE,
        *BY_NAMES,
    ],
)
def test_the_speaker_of_the_last_quotation(text: str, name: str | None) -> None:
    found = last(text)
    assert (found.speaker.name if found.speaker else None) == name
    assert (found.evidence.reason is None) == (name is not None)
