"""Parsing printed names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.language.name_key import key
from attribution.language.names import Name, is_initial, parse_name, parse_organization, without_possessive

PEOPLE = [
    # printed, title, name
    ("Antony Blinken", "", "Antony Blinken"),
    ("Mr. Blinken", "mr.", "Blinken"),
    ("Mr Blinken", "mr", "Blinken"),
    ("Secretary of State Antony J. Blinken’s", "secretary of state", "Antony J. Blinken"),
    ("US Secretary of State Antony Blinken", "us secretary of state", "Antony Blinken"),
    ("Secretary of State Blinken", "secretary of state", "Blinken"),
    ("foreign minister Qin Gang", "foreign minister", "Qin Gang"),
    ("Attorney General Merrick Garland", "attorney general", "Merrick Garland"),
    ("Former President Barack Obama", "former president", "Barack Obama"),
    ("Prof. Dr. Anna Weber", "prof. dr.", "Anna Weber"),
    ("the Rev. Al Sharpton", "rev.", "Al Sharpton"),
    ("Lt. Col. Alexander Vindman", "lt. col.", "Alexander Vindman"),
    ("Major John Major", "major", "John Major"),
    ("Lady Gaga", "lady", "Gaga"),
    # honorifics of many countries
    ("Encik Razali Musa", "encik", "Razali Musa"),
    ("Smt. Nirmala Deshmukh", "smt.", "Nirmala Deshmukh"),
    ("Alhaji Musa Bello", "alhaji", "Musa Bello"),
    ("Hon’ble Justice Meena Rao", "hon’ble justice", "Meena Rao"),
    ("Engr. Chidi Nwosu", "engr.", "Chidi Nwosu"),
    ("PC Ruth Avery", "pc", "Ruth Avery"),
    ("Angelo di Marco", "", "Angelo di Marco"),
    ("Dean Martin", "", "Dean Martin"),
    # occupations before a full name, unless they are given names
    ("Campaigner Ana Lopez", "campaigner", "Ana Lopez"),
    ("poet Ana Lopez", "poet", "Ana Lopez"),
    ("Hunter Ana Lopez", "", "Hunter Ana Lopez"),
    ("Rovers Rancher Ana Lopez", "rovers rancher", "Ana Lopez"),
    ("Substitute Ana Lopez", "substitute", "Ana Lopez"),
    ("Mum-of-two Ana Lopez", "mum-of-two", "Ana Lopez"),
    ("Sub-Inspector A. B. Lopez", "sub-inspector", "A. B. Lopez"),
    ("Rancher Ana Lopez Jr.", "rancher", "Ana Lopez Jr"),
    ("Anne-Marie Lopez Diaz", "", "Anne-Marie Lopez Diaz"),
    # an agent before a given name, unless it is a given name too
    ("Streamer Ana Lopez", "streamer", "Ana Lopez"),
    ("Rovers Quizzer Maria Lopez", "rovers quizzer", "Maria Lopez"),
    ("Parker Maria Lopez", "", "Parker Maria Lopez"),
    ("Xavier Maria Lopez", "", "Xavier Maria Lopez"),
    ("Zwelor Lopez Diaz", "", "Zwelor Lopez Diaz"),
    ("Mary Baker Eddy", "", "Mary Baker Eddy"),
    ("Hunter S. Thompson", "", "Hunter S. Thompson"),
    ("Rider Maria Lopez", "rider", "Maria Lopez"),
    ("Recorder A. B. Lopez", "recorder", "A. B. Lopez"),
    ("Sister Mary Agnes Boyle", "sister", "Mary Agnes Boyle"),
    # an occupation before a name of one word
    ("Villager Budiyanto", "villager", "Budiyanto"),
    ("Ferry captain Budiyanto", "ferry captain", "Budiyanto"),
    ("Student B", "", "Student B"),
    ("Soldier of", "", "Soldier"),
    ("Sailor Lopez Jr.", "sailor", "Lopez Jr"),
    ("Baker Lopez", "", "Baker Lopez"),
    # a title that is all there is, is the name
    ("King", "", "King"),
    ("Ms", "", "Ms"),
    # particles
    ("Vincent van Gogh", "", "Vincent van Gogh"),
    ("President Ursula von der Leyen’s", "president", "Ursula von der Leyen"),
    ("Bashar al-Assad", "", "Bashar al-Assad"),
    ("Leonardo da Vinci", "", "Leonardo da Vinci"),
    # nicknames
    ("Captain Ana “Nan” Lopez", "captain", "Ana “Nan” Lopez"),
    ("Ana 'The Big Nan' Lopez Jr.", "", "Ana 'The Big Nan' Lopez Jr"),
    # suffixes
    ("Martin Luther King Jr.", "", "Martin Luther King Jr"),
    ("Martin Luther King, Jr.", "", "Martin Luther King Jr"),
    ("King Charles III", "king", "Charles III"),
    # degrees and honours are no part of the name
    ("Sir Keir Starmer KC", "sir", "Keir Starmer"),
    ("Amina Yusuf MP", "", "Amina Yusuf"),
    ("Dr. Lindiwe Khoza, PhD", "dr.", "Lindiwe Khoza"),
    ("Rafael Ortega Jr., MD", "", "Rafael Ortega Jr"),
    ("Jack Ma", "", "Jack Ma"),
    ("Ruta Kazlauskas MBE KC", "", "Ruta Kazlauskas"),
    # a weekday that the recognizer took along
    ("Okonjo Tuesday", "", "Okonjo"),
    ("Sunday", "", "Sunday"),
    # what newspapers add
    ("Sen. Elizabeth Warren (D-Mass.)", "sen.", "Elizabeth Warren"),
    ("James “Jim” Brown", "", "James “Jim” Brown"),
    ("  Antony\u00a0Blinken, ", "", "Antony Blinken"),
    # possessives and apostrophes
    ("Xi’s", "", "Xi"),
    ("James'", "", "James"),
    ("James’s", "", "James"),
    ("O’Brien’s", "", "O’Brien"),
    ("", "", ""),
    ("’", "", ""),
    ("Engineers Ana Ruiz", "engineers", "Ana Ruiz"),
    ("Twins Mara", "twins", "Mara"),
    ("Masters Petersen", "", "Masters Petersen"),
    ("MCA Amina Kiprono", "mca", "Amina Kiprono"),
    ("JD Amina Kiprono", "", "JD Amina Kiprono"),
    ("ANA MARIA RUIZ", "", "ANA MARIA RUIZ"),
    ("MCA Kiprono", "mca", "Kiprono"),
]

BODIES = [
    ("the State Department’s", "State Department"),
    ("The Times", "Times"),
    ("US State Department", "US State Department"),
    ("the United Nations (UN)", "United Nations"),
    ("Ministry of Foreign Affairs,", "Ministry of Foreign Affairs"),
    ("  the  Bank of\nEngland", "Bank of England"),
    ("Lloyds’", "Lloyds"),
    ("A&E", "A&E"),
    ("The", "The"),
    ("’s", ""),
]

KEYS = [
    ("Blinken", "blinken"),
    ("J.", "j"),
    ("O'Brien", "obrien"),
    ("O’Brien", "obrien"),
    ("OʼBrien", "obrien"),
    ("Jean-Luc", "jeanluc"),
    ("Álvarez", "alvarez"),
    ("A\u0301lvarez", "alvarez"),
    ("Strauß", "strauss"),
    ("李", "李"),
    ("—", ""),
]


@pytest.mark.parametrize(("printed", "title", "name"), PEOPLE)
def test_a_person(printed: str, title: str, name: str) -> None:
    found = parse_name(printed)
    assert (found.title, found.text) == (title, name)


@pytest.mark.parametrize(("printed", "name"), BODIES)
def test_an_organization(printed: str, name: str) -> None:
    assert parse_organization(printed) == Name(tuple(name.split()))


@pytest.mark.parametrize(("word", "expected"), KEYS)
def test_a_word_for_comparison(word: str, expected: str) -> None:
    assert key(word) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("Blinken's", "Blinken"), ("Blinken’s ", "Blinken"), ("Jones'", "Jones"), ("O’Neil", "O’Neil"), ("Xi", "Xi")],
)
def test_without_possessive(printed: str, expected: str) -> None:
    assert without_possessive(printed) == expected


@pytest.mark.parametrize(("word", "expected"), [("J.", True), ("J", True), ("j", False), ("Jo", False), (".", False)])
def test_an_initial(word: str, expected: bool) -> None:
    assert is_initial(word) is expected


WORDS = st.sampled_from(
    ["Antony", "J.", "Blinken", "Mr.", "the", "Secretary", "of", "State", "Jr.", "’s", "(D)", "–", "😀"]
)


@given(st.text(max_size=30) | st.lists(WORDS, max_size=7).map(" ".join))
def test_parsing_is_idempotent(text: str) -> None:
    for parse in (parse_name, parse_organization):
        found = parse(text)
        assert all(found.words)
        assert len(found.keys) == len(found.words)
        assert found.text == found.text.strip()
