# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Names and addresses as they are typed in China: one stored form, and the forms to look for.

Pure Python, no Odoo.
"""

import re

_CJK = r"[\u3400-\u4dbf\u4e00-\u9fff]"
# letters, digits and the signs inside house numbers; brackets and commas stay as people write them
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW |= {ord("　"): " ", ord("－"): "-", ord("＃"): "#", ord("／"): "/"}
_NARROW |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
# what is frequent in names, addresses and shop signs; each traditional character has one simplified one
_SIMPLIFIED = str.maketrans(
    "張陳劉趙吳楊黃孫馬鄭馮韓許鄧蕭葉蘇呂盧蔣賈鍾譚陸羅龍關鄒閻薛萬錢湯龐顏紀駱遲賀齊閆竇鮑"
    "號樓單門層東廣場園灣縣鎮鄉條開發華國慶興寶義豐區廠館飯麵藥銀業學醫電車站務總線橋漢濱爾陽莊長榮樂禮達貿圖書環衛"
    "麗蘭鳳雲鋒軍強偉傑輝濤勝麟鵬燕玲瑤穎潔靜艷嬌紅綠藍貴財進遠連運邊無時會來個對後實術",
    "张陈刘赵吴杨黄孙马郑冯韩许邓萧叶苏吕卢蒋贾钟谭陆罗龙关邹阎薛万钱汤庞颜纪骆迟贺齐闫窦鲍"
    "号楼单门层东广场园湾县镇乡条开发华国庆兴宝义丰区厂馆饭面药银业学医电车站务总线桥汉滨尔阳庄长荣乐礼达贸图书环卫"
    "丽兰凤云锋军强伟杰辉涛胜麟鹏燕玲瑶颖洁静艳娇红绿蓝贵财进远连运边无时会来个对后实术",
)


def narrow(text):
    """Return a text with narrow letters and digits, single spaces, and nothing invisible.

    >>> narrow("  Ａ座　１２－３ ")
    'A座 12-3'
    """
    return " ".join((text or "").translate(_NARROW).split())


def name(text):
    """Return the stored form of a name: “王　明” is 王明; two names beside each other stay two."""
    text = narrow(text)
    parts = text.split(" ")
    spaced = re.fullmatch(rf"{_CJK}+( {_CJK}+)+", text) and len(text) - len(parts) < 4 and min(map(len, parts)) == 1
    return "".join(parts) if spaced else text


def address(text):
    """Return the stored form of an address: no spaces beside Chinese characters.

    >>> address("平安街 １２ 号 Tower B")
    '平安街12号Tower B'
    """
    return re.sub(rf"(?<={_CJK}) | (?={_CJK})", "", narrow(text))


def search_forms(text):
    """Return the forms of a text to look for, the typed one first: narrow, and in simplified characters."""
    typed = narrow(text)
    return tuple(dict.fromkeys((typed, typed.translate(_SIMPLIFIED))))
