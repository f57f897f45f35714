"""Names of many origins, in the order in which they are given to the persons of a text."""

from __future__ import annotations

from typing import NamedTuple


class Pool(NamedTuple):
    """Family names, and given names of women and men; ``family_first`` is the order in which they are printed."""

    families: tuple[str, ...]
    women: tuple[str, ...] = ()
    men: tuple[str, ...] = ()
    family_first: bool = False


SPANISH = Pool(
    tuple(
        """García Rodríguez Martínez Hernández López Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz Morales
        Reyes Ortiz Gutiérrez Chávez Ramos Ruiz Álvarez Mendoza Vásquez Castillo Jiménez Moreno Romero Herrera
        Medina""".split()
    ),
    tuple("Lucía Pilar Rocío Beatriz Carmen Inés Marisol Noemí Paloma Ximena".split()),
    tuple("Andrés Joaquín Íñigo Rubén Álvaro Héctor Matías Nicolás Óscar Tomás".split()),
)
CHINESE = Pool(
    tuple(
        """Chen Wang Zhang Liu Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Deng Han
        Feng Cao Peng Zeng Xiao""".split()
    ),
    tuple("Meiling Xiaohong Yanli Lihua Xiuying Fangfang Ruolan Jiayi Shuting Qiaoyun".split()),
    tuple("Jianguo Weimin Haoran Zhiqiang Guoliang Xiaoming Yuchen Minghao Dawei Jinlong".split()),
    family_first=True,
)
KOREAN = Pool(
    tuple(
        """Kim Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong Jeon Ko Moon Son Yang
        Bae Baek Heo Nam Shim Noh""".split()
    ),
    tuple("Min-ji Seo-yeon Ji-woo Soo-ah Hye-jin Eun-kyung Yoo-na Mi-sook Ha-eun Bo-ram".split()),
    tuple("Min-jun Seung-ho Jae-won Dong-hyun Sang-woo Young-chul Tae-il Ki-moon Hyun-soo Jin-ho".split()),
    family_first=True,
)
AFRICAN = Pool(
    tuple(
        """Okonkwo Olufemi Chukwuemeka Nwachukwu Ogunleye Mwangi Wanjiru Otieno Kamau Ndlovu Dlamini Khumalo Tesfaye
        Gebremariam Haile Bekele Diallo Traoré Ouédraogo Coulibaly Keïta Ndiaye Mensah Owusu Boateng Asante Mugisha
        Nakato Okello Achieng""".split()
    ),
    tuple("Chinwe Ngozi Adaeze Wanjiku Thandiwe Nomvula Aïssatou Fatoumata Akosua Abena".split()),
    tuple("Chidi Emeka Oluwaseun Kipchoge Sipho Thabo Mamadou Ibrahima Kwabena Kofi".split()),
)
PARTICLES = Pool(
    tuple(
        family.replace("_", " ")
        for family in """van_der_Berg de_la_Cruz von_Bülow O’Connell McAllister al-Rashid D’Angelo Ní_Bhriain
        Saint-Exupéry Östlund Łukasiewicz Nguyễn Şahin Håkonsen ten_Boer Di_Stefano El-Amin Mac_Giolla Ó_Murchú
        dos_Santos de_Vries bin_Hamad Ben-Ami Åkerblom Çelik St._Clair Le_Roux Du_Plessis van_Wyk Abu-Zeid""".split()
    )
)
HYPHENATED = Pool(
    tuple(
        """Abernethy-Obuya Balogun-Lindstrom Castellanos-Roy Dhillon-Price Escobedo-Marsh Fakhoury-Lane Grzelak-Burns
        Halloran-Diaz Hashimoto-Bell Ikpeazu-Stone Jorgensen-Rao Kiprono-Walsh Lindqvist-Owen Mazibuko-Hart
        Nakagawa-Reid Pritchard-Okoye Quisumbing-Tate Ramaswamy-Cole Sandoval-Pike Tjahjadi-Lee Uwimana-Ross
        Vandermeer-Ali Wierzbicki-Moore Yilmaz-Grant Zubairu-Fox Birkeland-Shah Achterberg-Dunn Chidzonga-Blair
        Kaplanoglu-West Obuya-Trent""".split()
    )
)
PLAIN = Pool(
    tuple(
        """Abernethy Achterberg Balogun Birkeland Castellanos Chidzonga Dhillon Dzerkals Escobedo Fakhoury Grzelak
        Halloran Hashimoto Ikpeazu Jorgensen Kaplanoglu Kiprono Lindstrom Mazibuko Nakagawa Obuya Pritchard Quisumbing
        Ramaswamy Sandoval Tjahjadi Uwimana Vandermeer Wierzbicki Yilmaz Zubairu""".split()
    )
)
SINGLE = Pool(
    tuple(
        """Sukarwati Budiyanto Wiranto Supriyadi Sumarni Megaraja Thant Khin Anuradha Selvam Perumal Wangchuk Dorji
        Tshering Zarqani Farida Rahimi Nazanin Balakrishnan Muthu Suyatno Hartini Waluyo Yudono Kartika Rustam Gulalai
        Pasang Nyima Tenzin""".split()
    )
)
INITIALS = tuple("A. K.|B. L.|C. M.|D. N.|E. P.|F. R.|G. S.|H. T.|J. V.|K. W.|L. M.|M. R.|N. S.|P. T.|R. V.".split("|"))
