"""The name by which a reader wants a speaker: the fullest one, without office, honorific, party, occupation or body."""

from __future__ import annotations

import pytest

from attribution import attribute_text

NAMES = (
    ("Moira Pell", "Campaigner Moira Pell said the dam was unsafe."),
    ("Gareth Vine", "Labour MP Gareth Vine said the vote was close."),
    ("Anwen Price", "Liberal Democrat councillor Anwen Price said the road was closed."),
    ("Ana Ruiz", "“We lost,” Pelicans head coach Ana Ruiz said."),
    ("Kofi Mensah", "“We lost,” said Rovers striker Kofi Mensah."),
    ("Lena Storm", "“It is late,” Harbour Bank chief economist Lena Storm wrote."),
    ("Wan Azizah Ismail", "Datuk Seri Wan Azizah Ismail said the fund was empty."),
    ("Lim Guan Hock", "Tan Sri Lim Guan Hock said prices would fall."),
    ("Goh Mei Lin", "Madam Goh Mei Lin said she was tired. Madam Goh said rents had doubled."),
    ("Sule Danjuma", "Alhaji Sule Danjuma said the market was burnt."),
    ("Folake Adeyemi", "Chief (Mrs.) Folake Adeyemi said the money was gone."),
    ("Emeka Obi", "Barr. Emeka Obi said his client was innocent."),
    ("Jun Santos", "Brgy. Captain Jun Santos said the bridge fell."),
    ("Maria Reyes-Cruz", "Atty. Maria Reyes-Cruz said the case was weak."),
    ("Ramon “Bong” Aquino", "Sen. Ramon “Bong” Aquino said the bill was dead."),
    ("Rajesh Kumar Verma", "Shri Rajesh Kumar Verma said the train was late."),
    ("Lakshmi Iyer", "Smt. Lakshmi Iyer said the school was shut."),
    ("A. P. Nair", "Dr. A. P. Nair said the vaccine worked."),
    ("K. Srinivasan", "Justice (Retd.) K. Srinivasan said the law was clear."),
    ("Eoin Daly", "Taoiseach Eoin Daly said the talks had failed."),
    ("Niamh Roche", "Garda Superintendent Niamh Roche said a man was held."),
    ("Mark Dyer", "Chief Superintendent Mark Dyer said a man was held."),
    ("Sarah Hall", "Det Insp Sarah Hall said a man was held."),
    ("Tom Bright", "DCI Tom Bright said a man was held."),
    ("Victor Hale", "Lt. Gen. Victor Hale (Ret.) said the war was lost."),
    ("Joan Pike", "Rear Adm. Joan Pike said the ship was safe."),
    ("Bill Cass", "Rep. Bill Cass, R-Ohio, said the bill would pass."),
    ("Jo Lund", "Rep. Jo Lund (D-Calif.) said the bill would pass."),
    ("Amy Ford", "State Sen. Amy Ford said the bill would pass."),
    ("Rosa Vance", "District Attorney Rosa Vance said charges would follow."),
    ("Dan Ochoa", "Mayor-elect Dan Ochoa said he would cut taxes."),
    ("Helen Tran", "Vice Chancellor Professor Helen Tran said fees would rise."),
    ("Simon Hart", "The Rt Rev Simon Hart said the church was open."),
    ("Baroness Warsi-Cole", "Baroness Warsi-Cole said the House was full."),
    ("Lord Ashby", "Lord Ashby said the peer was wrong."),
    ("Keith Malin", "Sir Keith Malin QC said the inquiry was late."),
    ("Chike Udo", "Prime Minister Ngozi Eze's spokesman, Chike Udo, said she would rest."),
    ("Petra Lang", "Volta Foods chief executive Petra Lang said profits rose."),
    ("Rosie Platt", "“Nobody came,” neighbour Rosie Platt, 64, said."),
    ("Jade Finch", "“Nobody came,” said mother-of-three Jade Finch."),
    ("Arthur Boyle", "“Nobody came,” said retired teacher Arthur Boyle."),
    ("Priya Das", "“Nobody came,” said 34-year-old nurse Priya Das."),
    ("Rowan Achter", "Rowan Achter is a poet. “I owe my landlord,” Achter said."),
    ("Nguyen Van Minh", "Nguyen Van Minh, a farmer, said the flood took his cows. Mr. Minh said he was ruined."),
    ("Kim Dae-jung", "Kim Dae-jung said talks would go on."),
    ("Mohammed bin Rashid al-Farsi", "Mohammed bin Rashid al-Farsi said oil would rise."),
    ("Pelumi Ajayi-Bello", "Pelumi Ajayi-Bello of the Teachers' Union said the strike was on."),
    ("Ann Cole", "Meridian Wire's Ann Cole reported that the port was shut."),
    ("Ali Dumar", "Police Commissioner Sgt. Maj. Ali Dumar said the town was calm."),
    ("Gabriel Okafor", "Fr. Gabriel Okafor said the church was burnt."),
    ("Agnes Mbeki", "Sister Agnes Mbeki said the children were fed."),
    ("Grace Wanjiru", "Hon. Grace Wanjiru, MP, said the road was bad."),
    ("Peter Otieno", "Honourable Member for Kisumu, Peter Otieno, said the lake was dying."),
    ("O’Shea", "Coach O’Shea said it was a poor game."),
    (
        "Lucia Bruno",
        "Bruno Said Port Deal Had Failed\n\nThe port deal was on, Lucia Bruno said on Monday.",
    ),
    ("Jean-Luc Picot", "McAllister’s lawyer, Jean-Luc Picot, said no deal was made."),
)


@pytest.mark.parametrize(("name", "text"), NAMES)
def test_the_speaker_has_the_name_a_reader_wants(name: str, text: str) -> None:
    assert {quotation.speaker.name for quotation in attribute_text(text) if quotation.speaker} == {name}
