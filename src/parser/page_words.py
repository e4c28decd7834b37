"""What the parts of government pages are called in their markup, and what their lines say beside the notice."""

from __future__ import annotations

import re

from ..lexicon.tables import read_text
from ..patterns import lazy_re

ASIDE_TAGS = frozenset({"nav", "footer", "aside", "menu"})
_NAMES = frozenset(read_text("hedui.parser.data", "aside_names.txt").split())
"""Words of class names and ids: English, pinyin, and the initials of pinyin (dqwz 当前位置)."""
_STEMS = ("share", "bdshare", "jiathis", "breadcrumb", "copyright", "footer", "navbar", "sidebar", "qrcode")
_TOKEN = lazy_re(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def names_aside(attributes: str) -> bool:
    """Whether a class or id says that an element stands beside the text: navBar, article-share, bdsharebuttonbox."""
    if attributes.lower().startswith(_STEMS):
        return True
    return any(token.lower() in _NAMES or token.lower().startswith(_STEMS) for token in _TOKEN.findall(attributes))


_TOOL = (
    r"打印本页|打印此页|打印整页|打印内容|打印|关闭窗口|关闭本页|关闭|收藏本页|加入收藏|收藏|返回顶部|返回列表|返回首页|返回"
    r"|分享到|分享|微信|朋友圈|微博|新浪微博|QQ空间|QQ|字体|字号|放大|缩小|纠错|我要纠错|无障碍阅读|无障碍|语音播报|朗读|复制链接"
    r"|下载|保护视力色|特大|大|中|小|默认|恢复|繁|简|EN|English|长辈版|长者版|关怀版|适老版|老年版|收起|展开|移动端"
)
_TIME = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?|年\d{1,2}月\d{1,2}日\d{1,2}:\d{2}(?::\d{2})?)"
"""A date as sites print it, with white space taken out. 2024年4月12日 alone is the notice's own."""
_BOILERPLATE = lazy_re(
    rf"""(?:
      (?:您|你)?(?:的)?(?:当前|现在|目前)?(?:所在)?(?:的)?(?:位置|栏目)(?:是)?:.*       # 当前位置：首页 > 政务公开
    | 首页(?:>|»|›|/|-|→|::|\|).*                                             # 首页 > 政务公开
    | (?:(?:{_TOOL})[:\[\]()|/·,、+-]*)+                                       # 【字体：大 中 小】 打印 关闭
    | [\[(](?:(?:{_TOOL})[:\[\]()|/·,、+-]*)+
    | (?:信息)?来源:.{{0,40}}                                                   # 来源：市政府办公室
    | (?:(?:发布|更新|录入|上传)(?:时间|日期):)?{_TIME}(?:(?:信息)?来源:.*|浏览.*|点击.*|阅读.*|字体.*|作者:.*|打印.*)?
    | (?:发布|更新|录入|上传)(?:时间|日期):{_TIME}.{{1,60}}                # 发布时间：2024-04-15 来源：… 浏览次数：12
    | .{{2,30}}(?:门户网站|政府网站|政府网|信息网|政务网|政务服务网|官网|信息公开专栏)      # 云川市人民政府门户网站
    | (?:今天是)?\d{{4}}年\d{{1,2}}月\d{{1,2}}日星期.*                               # 今天是2024年4月16日 星期二
    | 欢迎(?:访问|光临|您).{{0,40}}
    | 您访问的链接即将离开.*|您的浏览器.{{0,60}}|您是第\d*位(?:访问者|访客).*
    | (?:文章|满意度|网页)(?:评价|评分|调查):?.{{0,30}}|(?:非常|基本|不)?满意(?:基本满意|一般|不满意)*
    | 智能(?:问答|客服|机器人)|进入(?:关怀|长者|老年)版|(?:关怀|长者|老年|适老)版|(?:热门|热搜|站内)搜索.*
    | (?:继续访问|放弃|繁体|简体|移动版|手机版|登录|注册|个人中心)+
    | (?:浏览|点击|阅读|访问)(?:次数|量|数|人次)?:?\d*(?:次|人次)?
    | (?:上|下)一(?:篇|条|个|页)(?::.*)?
    | (?:相关|热点|推荐|延伸)(?:链接|阅读|稿件|文档|解读|信息|新闻|推荐|政策|内容|报道)(?::.*)?
    | (?:政策解读|图解|图文解读|解读链接|文件解读|专家解读|部门解读|媒体解读)(?::.*)?
    | (?:附件下载|相关附件|相关文件|文件下载|下载附件|附件列表):?
    | (?:责任编辑|编辑|审核|校对|作者|初审|复审|终审|一审|二审|三审):.{{0,30}}
    | .{{0,20}}(?:扫一扫|(?:扫描|本页|网页|页面|手机|微信|分享|公众号|客户端)(?:的)?二维码).{{0,20}}
    | 二维码|扫码(?:查看|浏览|分享|下载|关注|阅读|访问|打开|看).{{0,20}}
    | (?:政策|最新|规范性|行政规范性|法定|其他|部门|本级|上级|市政府|县政府|区政府|政府|公开)文件
    | .{{0,20}}IPv6.{{0,20}}
    | (?:(?:关于我们|关于本站|联系方式|网站帮助|使用帮助|隐私声明|免责声明|法律声明|版权声明|站点地图)[|·]?)+
    | .{{0,80}}(?:版权所有|ICP备|公网安备|网站标识码|网站地图|网站声明|联系我们|All\s?Rights|Copyright).*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = lazy_re(r"(?:地址|邮编|邮政编码|技术支持|网站主办|主办|承办|建议使用|浏览器|分辨率).{0,30}", re.IGNORECASE)
LONGEST_BOILERPLATE = 160


def is_boilerplate(squeezed: str) -> bool:
    """Whether a line (widths folded, white space taken out) is what pages print around a text."""
    return len(squeezed) <= LONGEST_BOILERPLATE and _BOILERPLATE.fullmatch(squeezed) is not None


def is_imprint(squeezed: str) -> bool:
    """Whether a line after the text is the imprint of the site: 主办：…办公室 地址：… 邮编：…"""
    return len(squeezed) <= LONGEST_BOILERPLATE and _ADDRESS.match(squeezed) is not None
