"""中文：界面的按键、提示。"""

from __future__ import annotations

TEXT: dict[str, str] = {
    # keys
    "keys.unknown": "{path} [keys] 里没有 {name} 这个操作；界面里按 ? 可看全部操作",
    "keys.value": '{path} [keys] {name} 的值“{value}”不是按键；请写 "e"、"ctrl+e"、"f6" 这样的名字',
    "keys.clash": "{path} [keys]：{key} 同时是 {first} 和 {second} 的键；请给其中一个换键",
    "scope.move": "移动",
    "action.up": "上移",
    "action.up.help": "上一行",
    "action.down": "下移",
    "action.down.help": "下一行",
    "action.page_up": "上翻",
    "action.page_up.help": "往上一屏",
    "action.page_down": "下翻",
    "action.page_down.help": "往下一屏",
    "action.top": "开头",
    "action.top.help": "到第一行",
    "action.end": "末尾",
    "action.end.help": "到最后一行",
    "action.jump": "跳转",
    "action.jump.help": "每个区域上显示一个字母，按字母就到那里",
    "action.read_on": "往下读",
    "action.read_on.help": "原文往下一屏",
}
