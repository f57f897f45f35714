"""How many answers about names and words are kept from article to article.

Names hardly recur, and the vocabulary of a corpus never ends: larger caches save less time than they take memory. These
are full after some dozens of articles of news, and 2,000 short articles, and memory is flat from there on.
"""

ANSWERS = 2_048  # of each function; half a megabyte
KEYS = 4_096  # of names and of words, which are asked for most; nearly a megabyte
