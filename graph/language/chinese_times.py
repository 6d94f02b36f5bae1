"""The forms of time in Chinese (simplified characters): pattern and resolution of each."""

from __future__ import annotations

import re
from typing import Final

from graph.language import clock as c
from graph.language.clock import Clock
from graph.language.numbers import read_chinese
from graph.model import Period

START: Final = re.compile(
    r"(?<![0-9.])[0-9]{1,4}(?= ?(?:[年月日号季财q/\-至到~–—]|个[月季])|上半年|下半年|第)"
    r"|[〇零一二三四五六七八九十两]{1,4}(?=个?[年月日号季至到~\-])"
    r"|[今去明同翌次隔昨]|前[年日天0-9一二三四五六七八九十 ]|本[年月季周财春夏秋冬星礼个]|这个?月"
    r"|[上下](?:个|一|一个)?[月季周星礼财半]|当[年月]|后年|未来|接下来|后续|过[去往]|最近"
    r"|周[一二三四五六日]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|全年|[一二三四]季度?报|单季|季度(?=[营收净毛利销业归])"
    r"|近 ?[0-9一二三四五六七八九十两半]|年[底末初]|第 ?[一二三四1-4]|首个?财?季|q[1-4]|fy"
)
JOIN: Final = re.compile(r" ?(?:至|到|-|–|—|~|～|和|与) ?")
EXPLICIT: Final = re.compile(
    r"(?:19|20)[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2}|一九[〇零一二三四五六七八九]{2}|[0-9]{2} ?(?:年|财年|q)|q'?[0-9]{2}|fy"
)

_ONCE: Final = r"(?<![0-9.])(?<![0-9],)"  # not inside a longer number
_Y: Final = rf"{_ONCE}(?P<year>(?:19|20)[0-9]{{2}}|二[〇零][〇零一二三四五六七八九]{{2}}|一九[〇零一二三四五六七八九]{{2}})"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_M: Final = rf"(?<![0-9.]){_MONTH} ?月(?![饼球光台薪租费活亮息结饷])(?:份|底|末|初|中旬|上旬|下旬)?"
_DAY: Final = r"(?P<day>[12][0-9]|3[01]|0?[1-9]|[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_D: Final = rf"{_DAY} ?[日号](?![元本圆币均])(?:凌晨|早上|早间|晚间|晚上|晚|上午|下午)?"
_Q: Final = r"(?:第? ?(?P<quarter>[一二三四1-4]) ?财?季度?(?!报)|(?P<first>首个?财?季度?)|q(?P<q>[1-4])(?![0-9])|(?P<nq>[1-4])q(?![0-9]))"
_HALF: Final = r"(?P<half>[上下])半年(?!度报)"
_HEAD: Final = r"前 ?(?P<count>[一二三四五六七八九十]|十一|[0-9]{1,2}) ?(?P<counted>个月|个?季度|季)"
_REST: Final = rf"(?:{_M}(?: ?{_D})?|{_Q}|{_HALF}|{_HEAD}|(?P<season>[春夏秋冬])[季天]?(?!节)|年?(?:底|末|初|中期?|年中)前?)?"
_RELATIVE: Final = r"(?P<word>今年|本年度?|去年|前年|明年|后年|同年|当年|翌年|次年|隔年|[本上下](?:一|个)?财年)"
_NUMBER: Final = (
    r"(?:[0-9]{1,3}(?![0-9])|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九](?![一二三四五六七八九十])|半)"
)
_UNIT: Final = r"(?P<unit>年半|个半月|年|个月|月|个?季度|个?星期|周|天|日)"
_SPAN: Final = rf"(?P<low>{_NUMBER}) ?(?:(?:至|到|-|~) ?(?P<high>{_NUMBER}) ?)?多?{_UNIT}"
_UNITS: Final = {"年": "year", "月": "month", "季": "quarter", "星": "week", "周": "week", "天": "day", "日": "day"}
_SEASONS: Final = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_SHIFT: Final = {"今": 0, "本": 0, "这": 0, "去": -1, "前": -2, "明": 1, "后": 2, "上": -1, "下": 1, "昨": -1}
_AHEAD: Final = re.compile(
    r"将|会|拟|预计|计划|预定|打算|可望|有望|料|目标|最快|最迟|要到|才|之前|以前|前[,投量完]|起|届满|到期|生效|排定|准备|下月|明年|预期|直到"
)
_DIGITS: Final = "零一二三四五六七八九"


def _number(text: str) -> int:
    text = text.replace("〇", "零")
    if len(text) == 4 and all(x in _DIGITS for x in text):  # noqa: PLR2004 - digits of a year
        return int("".join(str(_DIGITS.index(x)) for x in text))
    number = read_chinese(text)
    return int(number.value) if number else 0


def _full(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004 - FY26, 25Q1


def _part(match: re.Match[str], year: int | None) -> Period | None:
    """Resolve the month, quarter, half or season of a year that a match names, or the year alone."""
    if year is None or not c.valid(year):
        return None
    groups = match.groupdict()
    month, day = groups.get("month"), groups.get("day")
    found = groups.get("quarter") or groups.get("q") or groups.get("nq") or ("1" if groups.get("first") else None)
    if month:
        parts = (year, _number(month), _number(day) if day else None)
        return Period(c.write(*parts)) if c.valid(*parts) else None
    return c.quarter(year, _number(found)) if found else _stretch_of(groups, year)


def _stretch_of(groups: dict[str, str | None], year: int) -> Period | None:
    """Resolve 上半年, 前三季度, 前7个月 and seasons."""
    side, count, season = groups.get("half"), groups.get("count"), groups.get("season")
    if side:
        return c.half(year, 1 if side == "上" else 2)
    if season:
        return c.season(year, _SEASONS[season])
    if not count:
        return Period(c.write(year))
    if "季" not in (groups["counted"] or ""):
        return c.months_of_year(year, 1, _number(count))
    return c.months_of_year(year, 1, 3 * _number(count))


def _absolute(match: re.Match[str], _: Clock) -> Period | None:
    return _part(match, _full(digits) if len(digits := match["year"]) == 2 else _number(digits))  # noqa: PLR2004 - 25年3月


def _decade(match: re.Match[str], _: Clock) -> Period | None:
    year = _number(match["year"])
    return Period(str(year), str(year + 9)) if year % 10 == 0 else None


def _iso(match: re.Match[str], _: Clock) -> Period | None:
    parts = (int(match["year"]), int(match["m"]), int(match["d"]) if match["d"] else None)
    return Period(c.write(*parts)) if c.valid(*parts) else None


def _year(word: str, clock: Clock) -> int | None:
    """Resolve 今年, 去年, 同年 and the like."""
    if word[0] in "同当":
        return clock.spoken
    if word[0] in "翌次隔":
        return None if clock.spoken is None else clock.spoken + 1
    return None if clock.year is None else clock.year + _SHIFT[word[0]]


def _relative(match: re.Match[str], clock: Clock) -> Period | None:
    return _part(match, _year(match["word"], clock))


def _bare(match: re.Match[str], clock: Clock) -> Period | None:
    year, month = clock.anchor, match.groupdict().get("month")
    if year is not None and month:
        year -= c.of_last_year(clock, _number(month), match, _AHEAD)
    return _part(match, year)


def _last_quarter(_: re.Match[str], clock: Clock) -> Period | None:
    return c.quarter_from(clock, -1)


def _bare_day(match: re.Match[str], clock: Clock) -> Period | None:
    """Resolve a day without month: of the month of publication, or of the one before where it would lie ahead of publication."""
    year, month, day = clock.anchor, clock.anchor_month, _number(match["day"])
    if year is None or month is None:
        return None
    ahead = (year, month) == (clock.year, clock.month) and clock.day is not None and day > clock.day
    if ahead and not match.string.endswith(("将于", "将在", "定于", "拟于", "预计"), 0, match.start()):
        year, month = c.add_months(year, month, -1)
    return Period(c.write(year, month, day)) if c.valid(year, month, day) else None


def _this_year(_: re.Match[str], clock: Clock) -> Period | None:
    return Period(c.write(clock.year)) if clock.year else None


def _month(match: re.Match[str], clock: Clock) -> Period | None:
    step = _SHIFT.get(match[0][0])
    if step is None:  # 当月, 同月
        month = Period(c.write(clock.anchor, clock.anchor_month)) if clock.anchor_month and clock.anchor else None
    else:
        month = c.moment(clock, step, "month")
    if month is None or not match["day"]:
        return month
    parts = (int(month.start[:4]), int(month.start[5:]), _number(match["day"]))
    return Period(c.write(*parts)) if c.valid(*parts) else None


def _quarter(match: re.Match[str], clock: Clock) -> Period | None:
    return c.quarter_from(clock, _SHIFT[match[0][0]])


def _week(match: re.Match[str], clock: Clock) -> Period | None:
    day = match["day"]
    return c.week(clock, _SHIFT[match[0][0]], "一二三四五六日".find("日" if day == "天" else day) if day else None)


def _weekday(match: re.Match[str], clock: Clock) -> Period | None:
    return c.last_weekday(clock, "一二三四五六日".find("日" if match["day"] == "天" else match["day"]))


def _today(match: re.Match[str], clock: Clock) -> Period | None:
    step = {"今": 0, "昨": -1, "前": -2, "明": 1}[match[0][0]]
    if step == 0:
        return Period(clock.today) if clock.today else None
    return c.moment(clock, step, "day")


def _stretch(match: re.Match[str], clock: Clock) -> Period | None:
    sign = 1 if match["way"][0] in "未今接后下" else -1
    unit, low, high = match["unit"], match["low"], match["high"]
    name = _UNITS[unit.removeprefix("个")[0]] if unit != "个半月" else "half"
    if low == "半" or unit == "年半":
        return c.stretch(clock, sign * (6 if low == "半" else 12 * _number(low) + 6), "month") if name == "year" else None
    return c.stretch(clock, sign * _number(high or low), name) if name != "half" else None


def _ago(match: re.Match[str], clock: Clock) -> Period | None:
    return c.moment(clock, (-1 if match["way"] == "前" else 1) * _number(match["low"]), "year" if match["unit"] == "年" else "month")


FORMS: Final = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (rf"{_Y}年代", _decade),
        (r"(?<![0-9.,-])(?P<year>(?:19|20)[0-9]{2})([-/])(?P<m>0[1-9]|1[0-2])(?:\2(?P<d>0[1-9]|[12][0-9]|3[01]))?(?![0-9/-])", _iso),
        (rf"{_ONCE}(?P<year>(?:19|20)?[0-9]{{2}}) ?(?:年)?(?:财政?年度?|会计年度)的?{_REST}", _absolute),
        (rf"(?<![a-z])fy ?(?P<year>(?:20)?[0-9]{{2}})(?![0-9]) ?{_REST}", _absolute),
        (rf"{_Y} ?年 ?(?P<month>1?[0-9])(?=[-–—至到~](?:1[0-2]|[1-9]) ?月)", _absolute),
        (rf"{_Y} ?年度? ?{_REST}", _absolute),
        (rf"{_ONCE}(?P<year>[0-9]{{2}}) ?年 ?(?=[0-9]{{1,2}} ?月|第?[一二三四1-4]季|[上下]半年|q[1-4]){_REST}", _absolute),
        (rf"{_Y}(?= ?(?:至|到|-|–|—|~|～) ?(?:19|20)[0-9]{{2}} ?(?:年|财年))", _absolute),
        (rf"{_Y} ?(?=第[一二三四1-4]季|[上下]半年|q[1-4]){_REST}", _absolute),
        (r"(?<![a-z0-9])q(?P<q>[1-4]) ?(?:of )?'?(?P<year>(?:20)?[0-9]{2})(?![a-z0-9%.])", _absolute),
        (r"(?<![a-z0-9])(?P<nq>[1-4])q(?P<year>(?:20)?[0-9]{2})(?![a-z0-9])", _absolute),
        (r"(?<![a-z0-9])(?P<year>[0-9]{2})q(?P<q>[1-4])(?![a-z0-9])", _absolute),
        (r"(?P<word>[今去明本])(?P<season>[春夏秋冬])(?:季|天)?", _relative),
        (rf"{_RELATIVE} ?{_REST}", _relative),
        (rf"(?:[本这上下](?:个|一|一个)?|[当同])月(?!球)(?: ?{_D})?", _month),
        (r"[本上下](?:个|一|一个)?财?季(?:度|(?!节))", _quarter),
        (r"[本上下](?:个|一|一个)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天](?!起))?", _week),
        (r"(?:周(?![一二三四五六日](?:期|内|度|岁|围|边))|星期|礼拜)(?P<day>[一二三四五六日天])(?![一二三四五六日至到]|[、]周)", _weekday),
        (r"[今昨明前][日天](?![津])|今[晚早晨]|昨[晚夜]", _today),
        (rf"(?P<way>未来|今后|接下来|后续|过去|最近|近|过往)的? ?{_SPAN}", _stretch),
        (rf"(?<![0-9.一二三四五六七八九十第])(?P<low>{_NUMBER})(?P<unit>年|个月)(?P<way>前|后)(?![期景来者])", _ago),
        (r"年(?:底|末|初)(?:前)?(?!期)", _this_year),
        (r"全年(?=资本|营收|收入|净利|获利|盈利|亏损|出货|销售|业绩|指引|财测|毛利|[^,。;]{0,4}(?:支出|目标|预测|预期|预估))", _this_year),
        (r"(?P<quarter>[一二三四])季度?报(?![道导])", _bare),
        (r"(?:单季|季度(?=营收|收入|净|毛利|利润|销售|业绩|归母))", _last_quarter),
        (r"(?<![0-9.])(?P<month>1?[0-9])(?=[-–—至到~](?:1[0-2]|[1-9]) ?月(?!份?内))", _bare),
        (r"(?<![0-9.第一二三四])第?(?P<quarter>[一二三四1-4])(?=[-–—至到~]第?[一二三四1-4]季)", _bare),
        (rf"(?<![每前]){_M}(?! ?[内间])(?: ?{_D})?", _bare),
        (rf"(?<![a-z0-9前连续各]){_Q}", _bare),
        (rf"{_HALF}|{_HEAD}", _bare),
        (r"(?<![0-9.第近月均/:-])(?P<day>[12][0-9]|3[01]|[1-9])日(?![元本报圆币均内间线历])", _bare_day),
    )
)
