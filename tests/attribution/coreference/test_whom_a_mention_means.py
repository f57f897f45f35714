"""Whom a pronoun or description means, in short texts: the speakers in the order of the quotations."""

from __future__ import annotations

import pytest

from attribution import attribute_text

THEY = [
    # one person, several, a body
    ("Sam Ferreira, a cellist who uses they/them pronouns, lost the flat. “I carry it everywhere,” they said.",
     ["Sam Ferreira"]),
    ("“The gate is shut,” a spokesperson said. “It will open in May,” they added.",
     ["a spokesperson", "a spokesperson"]),
    ("A spokesperson for Corvane Water said: “We are sorry.” They added: “It will not happen again.”",
     ["a spokesperson for Corvane Water"] * 2),
    ("Corvane Water closed the plant. A source at the plant said that it was empty. They said that it was locked.",
     ["a source at the plant"] * 2),
    ("The couple moved to Ardle in May. “We love the hills,” they said.", ["couple"]),
    ("Corvane Water closed the plant on Monday. They said that it was unsafe.", ["Corvane Water"]),
    ("The council met the residents on Monday. They said that their road was flooded.", ["residents"]),
    ("A Corvane Water spokesperson said that the pipe burst. Engineer Lou Amara left. They said that it was dry.",
     ["a Corvane Water spokesperson"] * 2),
    ("One driver, who asked not to be named, said that the lorry had lost its brakes. “I ran,” they said.",
     ["one driver"] * 2),
    ("The family of Amy Weller went home. In a statement, they said that she was funny.", ["family of Amy Weller"]),
    ("Residents said that the lift was stuck. Councillor Ada Pell was ill. They said that it was late.",
     ["residents", "residents"]),
    ("Ms Hargrove ran the inn for years. “We never slept,” they said.", [None]),
]  # fmt: skip

FAMILIES = [
    # one family name
    ("Owen Pugh and his wife, Nerys, lost the farm. Mrs Pugh said that it was late.", ["Nerys Pugh"]),
    ("Tom Weller fell in. His father, Ned Weller, jumped after him. “I can swim,” his father said.", ["Ned Weller"]),
    ("Dana Cole runs the inn with her brother Karl. “She is early,” he said.", ["Karl"]),
    ("Tom Weller, 9, and his sister Mia found a bone. “It was old,” said Tom.\n\nTheir mother, Ada Weller, left. "
     "“They laughed,” Weller said.", ["Tom Weller", "Ada Weller"]),
    ("Ruth Amara married Tom Weller. His mother, Ada Weller, said that it was late. Mrs Weller said that it was cold. "
     "Weller said that it was hot.", ["Ada Weller", "Ada Weller", "Tom Weller"]),
    ("Owen Pugh lost the farm. Mrs Pugh said that it was late.", ["Pugh"]),
    ("Owen Pugh bought the mill from his sister, Ffion Pugh. He said that it was cold.", ["Owen Pugh"]),
    ("Ada Pell, who owns Pell Marine, sold a boat. “It is cold,” Pell said.", ["Ada Pell"]),
    ("Pell Marine sold a boat. Its owner, Ada Pell, left early. Pell said that it was cold.", ["Ada Pell"]),
    ("Ned Amara, 9, drowned in May. His father, Tom Amara, said that it was late. “He was nine,” Mr Amara said.",
     ["Tom Amara", "Tom Amara"]),
    ("Dr Ned Amara and his twin, Rev Tom Amara, disagree. “It is cold,” Dr Amara said. “It is hot,” said Rev Amara.",
     ["Ned Amara", "Tom Amara"]),
    ("Owen and Ruth Pell lost the farm. Her husband said that it was late. Mr Pell said that it was cold.",
     ["Owen Pell", "Owen Pell"]),
    ("Ada Pell, who painted boats, dies at 88\n\nAda Pell, the painter, died on Sunday. Her daughter, Ruth Pell, said "
     "that it was sudden.\n\nPell said in 2009 that she liked rust.", ["Ruth Pell", "Ada Pell"]),
    ("Dana Cole went home. Her son, Paul Weir, fell. His mother said that it was late.", ["Dana Cole"]),
    ("Karl Weiss and Karla Weiss keep goats. Mr Weiss feeds them. “The goats pay,” she said.", ["Karla Weiss"]),
    # an uncle of his niece, sisters and a couple by one family name
    ("Tom Weller left the yard to his niece, Dana Cole. “It is late,” she said. Her uncle said that it was cold.",
     ["Dana Cole", "Tom Weller"]),
    ("Two sisters sold a mill. Ruth and Dana Weller were nurses. “It was late,” said Ruth. “It was cold,” said her "
     "sister.", ["Ruth Weller", "Dana Weller"]),
    ("Ruth and Dana Weller were nurses. “It was late,” said Ruth. “It was cold,” said her sister.",
     ["Ruth Weller", "her sister"]),
    ("Her neighbours, Tom and Dana Weller, moved in May. Mr Weller was late. “It is cold,” his wife said.",
     ["Dana Weller"]),
]  # fmt: skip

NOT_MEANT = [
    # the reporter, a place, the person spoken to, whoever is named inside a mention
    ("By Tomas Brandt\n\nI met Marco Silva in a bar in Ardle. “You are early,” he said.", ["Marco Silva"]),
    ("By Tomas Brandt\n\nThe harbour master walked out. “It is cold,” he said.", ["the harbour master"]),
    ("By Tomas Brandt\n\nIt rained at nine. “It is cold,” he said.", [None]),
    ("In Florence, Dana Cole opened a bakery. Florence was hot. She said that it was late.", ["Dana Cole"]),
    ("Dana Cole told Ruth Amara that the mill was shut. She said that it was late.", ["Dana Cole"] * 2),
    ("Dana Cole asked Ruth Amara whether the mill was shut. “It is,” she replied.", ["Dana Cole", "Ruth Amara"]),
    ("“I was never late,” said the bus driver, who lives in Ardle with his wife, Carla.", ["the bus driver"]),
    ("“I was never late,” said the nurse, whose son Tom Weller is in prison.", ["the nurse"]),
    ("A spokesman for the port authority, Yusuf Amara, said that it was late.", ["Yusuf Amara"]),
    ("A spokeswoman for Dana Cole, Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("A guard, who asked not to be named, said that it was late. The guard said that it was cold.\n\nRuth Amara said "
     "that it was hot.", ["a guard", "a guard", "Ruth Amara"]),
    ("One of the nurses, Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("The dean at the time, the Very Rev Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("Her counterpart at the provincial department, Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("A guest, who wanted to be known only as Ms Cole, said that it was late. “It is cold,” she said.",
     ["Cole", "Cole", "Cole"]),
    ("A woman stood up. She was Ruth Amara, the baker. “It is cold,” she said.", ["Ruth Amara"]),
    ("“It is cold,” said Ruth Amara of Pell Marine, who said that it was late.", ["Ruth Amara"] * 2),
    ("A lawyer for the singer, Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("A friend of the singer, Dana Cole, said that it was late.", ["a friend of the singer"]),
    ("One of Mr. Weller's advisers said that it was late.", ["one of Mr. Weller's advisers"]),
    ("The former mayor's successor, Dana Cole, said that it was late.", ["Dana Cole"]),
    ("Sen. Tom Weller's chief of staff, Dana Cole, said that it was late.", ["Dana Cole"]),
    ("The general secretary of the Dockers’ Federation, Dana Cole, said that it was late.", ["Dana Cole"]),
    ("His opposite number, Dana Cole, said that it was late.", ["Dana Cole"]),
    ("Her coach, a man known as Bear, retired. “It is late,” he said. Dana Cole left. She said that it was cold.",
     ["Bear", "Dana Cole"]),
    ("“It is loud,” said the miller, a cousin of Dana Cole.", ["the miller"]),
    # a name closes the phrase of whom it names, behind all that tells of them
    ("The leader of the striking dockers, Hon. Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("One of the tenants, former rower Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("The woman who runs the café, Ruth Amara, said that it was late.", ["Ruth Amara"]),
    ("The farmer who met Tom Weller, Ruth Amara, said that it was late.", ["the farmer who met Tom Weller"]),
    ("A man who lives with his wife, Ruth Amara, said that it was late.", ["a man who lives with his wife"]),
    ("The firm that runs the hostel, Golden Pell Services, said that it was late.", ["Golden Pell Services"]),
    ("The firm that owns the ferry company, Volta Lines, said that it was late.",
     ["firm that owns the ferry company"]),
    ("The former owners of the mill, Volta Foods, said that it was late.", ["former owners of the mill"]),
]  # fmt: skip

NAMED = [
    # who gives a name, or to whom the text gives one
    ("The skipper introduced himself as Wiremu. “It came in under the door,” he said.", ["Wiremu"]),
    ("A woman at the counter introduced herself as Zofia Bek. She said that it was late.", ["Zofia Bek"]),
    ("The guard gave his name as Temirlan. “You cannot park here,” he said.", ["Temirlan"]),
    ("The oldest of them calls himself Tomo. “We sleep in shifts,” he says.", ["Tomo"]),
    ("One of the men introduced himself as Ivo Marek and said that it was late.", ["Ivo Marek"]),
    ("The baker, known to everyone on the quay as Lindiwe Dlamini, said that it was late.", ["Lindiwe Dlamini"]),
    ("Dana Cole’s aunt, known to the children as Mama Rosa, said that it was late.", ["Mama Rosa"]),
    ("The driver, a Lithuanian named Arvydas, was paid. “It is cold,” he told Dana Cole.", ["Arvydas"]),
    ("The horse, which the crew have nicknamed “Gordon”, is well. The vet, Dana Cole, said that it was late.",
     ["Dana Cole"]),
]  # fmt: skip

TOPICS = [
    # who was last the subject, and how a name that is in no list sounds
    ("Tom Weller sold the mill. “It was cold,” he said. He kept the pond.\n\nHis grandson, Ned Cole, is 22 and fishes "
     "in it. He said that it was deep.", ["Tom Weller", "Ned Cole"]),
    ("Brondovio Marsh met Velandria Quill. She said that it was late.", ["Velandria Quill"]),
    ("Velandria Quill met Brondovio Marsh. He said that it was late.", ["Brondovio Marsh"]),
    # a possessive of the subject leaves it the subject, and who was told of since speaks rather than who spoke last
    ("Ada Pell and Dana Cole run the inn. “I wash,” Ada Pell said. Dana Cole shook her head. “I wash too,” she said.",
     ["Ada Pell", "Dana Cole"]),
    # one name, two forms of address
    ("Ruth Amara met her mother, Ada Amara, in Ardle. Ms Amara said that it was hers. Mrs Amara said that it was late.",
     ["Ruth Amara", "Ada Amara"]),
]  # fmt: skip

EPITHETS = [
    # an office in the lead, whose holder is named later
    ("The governor of Ardle's central bank said on Thursday that he would stay.\n\n“I slept well,” Tomas Weller told "
     "reporters.", ["Tomas Weller", "Tomas Weller"]),
    # an office whose holder is named later with the noun
    ("Ardle's tax commissioner said that it was late.\n\n“It is cold,” Commissioner Dana Cole told the council.",
     ["Dana Cole", "Dana Cole"]),
    ("The mayor of Ardle said on Monday that it was late.\n\nMayor Dana Cole opened the bridge.", ["Dana Cole"]),
    ("A man lost 40 pounds to a caller, and called Tom Weller. The caller said that it was late.", ["a caller"]),
    # of somebody named before, and after
    ("Tom Weller left school at 15. “I hated it,” the 52-year-old said.", ["Tom Weller"]),
    ("Tom Weller scored twice against Rovers. The striker said that it was late.", ["Tom Weller"]),
    ("Dana Cole won in Rome. “I was tired,” the Kenyan said.", ["Dana Cole"]),
    ("Dana Cole won in Rome. “I was tired,” said the former swimmer.", ["Dana Cole"]),
    ("“I hated it,” the 52-year-old electrician said. Tom Weller, who left school at 15, now runs a firm.",
     ["Tom Weller"]),
    ("“I hated school,” the 52-year-old said. Tom Weller left at 15 and now runs a firm.", ["Tom Weller"]),
    ("A teacher from Ardle has won the lottery. “I screamed,” the 44-year-old said.\n\nDana Cole bought the ticket.",
     ["Dana Cole"]),
    ("The head teacher was in tears. “They are gone,” she said. Dana Cole has led the school since 2010.",
     ["Dana Cole"]),
    ("Dana Cole won in Rome. “I was tired,” said the mother of two.", ["Dana Cole"]),
    ("The plumber stood in the rain. “Nobody pays me,” she said. Dana Cole, 44, has worked in Ardle for years.",
     ["Dana Cole"]),
    ("Tom Weller left school at 15. The police said that it was late.", ["police"]),
    ("Tom Weller left school at 15. The man in the next bed said that it was late.", ["the man in the next bed"]),
    ("Vice President Ana Reyes met President Lars Dahl. The vice president said that it was late.", ["Ana Reyes"]),
    ("Vice President Ana Reyes met President Lars Dahl. The president said that it was late.", ["Lars Dahl"]),
    ("The Ardle Gazette said that it was cold. The newspaper said that it was late.", ["Ardle Gazette"] * 2),
    ("Tom Weller scored twice against Rovers. The forward said that it was late.", ["Tom Weller"]),
    ("Police named the driver as Tom Weller. The lorry driver told us that it was late.", ["police", "Tom Weller"]),
    ("Dana Cole has taught in Ardle for years. “They laugh,” the teacher said.", ["Dana Cole"]),
    ("A pensioner said that it was late. “It is cold,” the woman said.", ["a pensioner"] * 2),
    ("Volta Shipping has 900 staff. The Norwegian carrier said that it was late.", ["Volta Shipping"]),
    ("The Electoral Commission met in May. The poll body said that it was late.", ["Electoral Commission"]),
    ("Tom Weller scored twice. The prosecution said that it was late.", ["prosecution"]),
    ("Tom Weller scored twice. The presidency said that it was late.", ["presidency"]),
    ("Colm Weller trains Rovers. “He is tired,” the Irishman said.", ["Colm Weller"]),
    ("Dana Cole from Kivela won in May. “I was tired,” the Kivelan said.", ["Dana Cole"]),
    ("Tom Weller will resign. The 58-year-old told the club that it was late.", ["Tom Weller"]),
    ("Gethin Moss has mended boilers for years. “It is late,” said the plumber, who lives in Ardle.", ["Gethin Moss"]),
    ("Novelist Dana Cole left. “It is dull,” she said. Tom Weller asked whether she was joking. “No,” the writer said.",
     ["Dana Cole", "Tom Weller", "Dana Cole"]),
    ("Tom Weller, 88, got a letter. “I feel fine,” the great-grandfather said.", ["Tom Weller"]),
    ("Dana Cole, 43, met Ruth Amara, 52, in Ardle. “It is late,” the 52-year-old said.", ["Ruth Amara"]),
    ("“I cried,” the pensioner said. Dana Cole, 67, of Ardle, bought the ticket in May.", ["Dana Cole"]),
    ("The Department of Fisheries shut a beach. The department said that it was late.", ["Department of Fisheries"]),
    ("Volta Foods sued the Federated Transport Workers. The union said that it was late.",
     ["Federated Transport Workers"]),
    ("Volta Foods sued Dana Cole in May. The company said that it was late.", ["Volta Foods"]),
    ("Dana Cole wept as Dr Ruth Amara gave evidence. The surgeon said that it was late.", ["Ruth Amara"]),
    # a score is no age
    ("Ruth Amara beat Dana Cole, 7-6 in Ardle. Cole had led 4-1. The 58-year-old said that it was late.",
     ["Dana Cole"]),
]  # fmt: skip

INTRODUCED = [
    # after a copula, or with a clause
    ("“The pool is shut,” Carla Monk said. Among those waiting was Tessa Orme, a weaver. She said that it was cold.",
     ["Carla Monk", "Tessa Orme"]),
    ("Nobody slept. Ada Winter, whose brother died in the fire, wept. She said that it was late.", ["Ada Winter"]),
    # who is asked what she saw, not who asks
    ("Coroner Ida Marsh asked the nurse, Vera Colby, what she had seen.\n\n“Nothing at all,” she said.",
     ["Vera Colby"]),
    ("Judge Paul Renner asked the driver, Karl Voss, whether he had slept. He said that it was late.",
     ["Paul Renner", "Karl Voss"]),
    ("Editor Tom Falk asked Ben Ruiz to leave. He said that it was late.", ["Tom Falk"] * 2),
    # the lawyer, not whose lawyer it is
    ("“It is late,” Karl Voss said.\n\nVoss’s lawyer, Tom Falk, left. He said that it was cold.",
     ["Karl Voss", "Tom Falk"]),
    # "her" may be before the relative's name
    ("Only two stayed: Tessa Orme and her brother Karl.\n\n“It is late,” he says.\n\nHis sister is waiting. "
     "“It is cold,” she says.", ["Karl", "Tessa Orme"]),
    # not who was only told of
    ("Tina Marsh said that her neighbour Rosa Klein had slept. She said that it was late.", ["Tina Marsh"] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), [*THEY, *FAMILIES, *NOT_MEANT, *NAMED, *TOPICS, *EPITHETS, *INTRODUCED])
def test_the_speakers(text: str, speakers: list[str | None]) -> None:
    assert [q.speaker.name if q.speaker else None for q in attribute_text(text)] == speakers
