"""What the readers say of files, in English: the sentence that they say -> its English, places for what varies as `{}`.

Readers and the ledger speak Chinese, and what they said is kept in the ledger as it was said; so the sentence itself is
the key. A place keeps its number where the English takes them in another order.
"""

from __future__ import annotations

SAID = {
    # reasons
    "不是 ZIP 压缩包": "it is no ZIP archive",
    "不是普通文件": "it is no ordinary file",
    "解析停滞超过 {} 秒，已中止": "reading stood still for more than {} seconds and was stopped",
    "解析所需内存或层数超过上限": "reading needs more memory or depth than the limits allow",
    "解析所需内存超过 {} MB 的上限": "reading needs more memory than the limit of {} MB",
    "解析程序意外退出（文件已损坏，或展开后过大）": (
        "the parser ended unexpectedly (a damaged file, or one that grows too large)"
    ),
    "内部检查未通过（{}）": "an internal check failed ({})",
    "内容不是文字（二进制数据或编码已损坏）": "the content is no text (binary data, or a damaged encoding)",
    "内容不是网页文字（二进制数据或编码已损坏）": "the content is no web page (binary data, or a damaged encoding)",
    "单元格超过 {} 个的上限": "more cells than the limit of {}",
    "压缩包 {} 里没有这个文件": "the archive {} holds no such file",
    "压缩包的文件清单超过上限": "the archive's list of files is over the limit",
    "压缩包解压后超过 {} MB 的上限": "the archive unpacks to more than the limit of {} MB",
    "压缩包里有 {} 个文件，超过 {} 个的上限": "the archive holds {} files, over the limit of {}",
    "压缩包里的文件互相重叠（可能是压缩炸弹）": "files in the archive overlap (it may be a decompression bomb)",
    "压缩包里的这个文件已加密": "this file in the archive is encrypted",
    "压缩方法（{}）不支持": "the compression method ({}) is not supported",
    "压缩比超过 {} 倍的上限（可能是压缩炸弹）": (
        "the compression ratio is over the limit of {} (it may be a decompression bomb)"
    ),
    "取出的文字不是可读的中文（乱码或字体编码损坏）": (
        "the text is no readable Chinese (garbled, or fonts whose encoding is damaged)"
    ),
    "图片的像素超过上限": "the picture has more pixels than the limit allows",
    "图片里没有认出文字": "no text was recognised in the picture",
    "在压缩包里已损坏，取不出": "damaged inside the archive, it cannot be taken out",
    "处理时程序出错({})": "the program failed over it ({})",
    "工作表的范围超过上限": "the sheet's range is over the limit",
    "工作表超过 {} 张的上限": "more sheets than the limit of {}",
    "打不开（{}）": "it cannot be opened ({})",
    "文件不存在": "there is no such file",
    "文件不完整或已损坏，取不出文字": "the file is incomplete or damaged, no text can be taken from it",
    "文件大于 {} MB 的上限": "the file is larger than the limit of {} MB",
    "文件已损坏，解析失败（{}）": "the file is damaged, reading it failed ({})",
    "文件是空的（0 字节）": "the file is empty (0 bytes)",
    "文件里没有文字": "the file holds no text",
    "文字超过 {} 字的上限": "the text is longer than the limit of {} characters",
    "是 ZIP 压缩包，后缀却是 {}（里面有 {}）": "it is a ZIP archive under the suffix {} (it holds {})",
    "是 ZIP 压缩包，里面没有文件": "it is a ZIP archive without files",
    "是 ZIP 压缩包（里面有 {}），不能作为一份文档读": "it is a ZIP archive (it holds {}), not one document",
    "是{}": "it is: {}",
    "是{}，读取它需要 LibreOffice，这台电脑上没有找到": (
        "it is: {}; reading it takes LibreOffice, which was not found here"
    ),
    "是{}，这个版本还不能读": "it is: {}; this version cannot read it",
    "是{}，需要 OCR（文字识别），这里没有安装": "it is: {}; it needs OCR (text recognition), which is not installed",
    "扫描件": "a scan",
    "扫描件（{}）": "a scan ({})",
    "没有写入台账({})": "it was not written to the ledger ({})",
    "没有读取权限": "no permission to read it",
    "网页没有正文": "the page has no body",
    "网页超过 {} 字的上限": "the page is longer than the limit of {} characters",
    "网页里没有文字（内容可能由脚本载入）": "the page holds no text (a script may load it)",
    "读取中断（{}）": "reading was interrupted ({})",
    "读取时文件正在被改写": "the file was being written while it was read",
    "转换后大于 {} MB 的上限": "converted, it is larger than the limit of {} MB",
    "页数 {} 超过 {} 页的上限": "{} pages, over the limit of {}",
    "LibreOffice 启动不了（{}）": "LibreOffice does not start ({})",
    "LibreOffice 转换超过 {} 秒，已中止": "LibreOffice took more than {} seconds and was stopped",
    "OFD 已损坏，所有页面都读不出": "the OFD is damaged, none of its pages can be read",
    "OFD 里没有文字，图像里也没有认出文字": "the OFD holds no text, and none was recognised in its pictures",
    "OFD 里没有页面": "the OFD has no pages",
    "PDF 不完整（缺少结尾{}），打不开": "the PDF is incomplete (its end is missing{}) and cannot be opened",
    "PDF 不完整（缺少结尾），剩下的部分没有文字": (
        "the PDF is incomplete (its end is missing), and what is left holds no text"
    ),
    "PDF 已加密，需要密码": "the PDF is encrypted and wants a password",
    "PDF 已损坏，所有页面都读不出": "the PDF is damaged, none of its pages can be read",
    "PDF 已损坏，打不开": "the PDF is damaged and cannot be opened",
    "PDF 里没有文字，图像里也没有认出文字": "the PDF holds no text, and none was recognised in its pictures",
    "PDF 里没有页面": "the PDF has no pages",
    "ZIP 压缩包不完整或已损坏，打不开": "the ZIP archive is incomplete or damaged and cannot be opened",
    "{}不完整或已损坏，打不开": "{}: incomplete or damaged, it cannot be opened",
    "{}含有外部实体或文档类型声明，已拒绝": "{}: it holds external entities or a document type, which are refused",
    "{}已加密": "{}: it is encrypted",
    "{}已损坏（{}）": "{}: damaged ({})",
    "{}已损坏，打不开": "{}: damaged, it cannot be opened",
    "{}已损坏或已加密，LibreOffice 转换不了": "{}: damaged or encrypted, LibreOffice cannot convert it",
    "{}的压缩比超过 {} 倍的上限（可能是压缩炸弹）": (
        "{}: the compression ratio is over the limit of {} (it may be a decompression bomb)"
    ),
    "{}的部件互相重叠（可能是压缩炸弹）": "{}: its parts overlap (it may be a decompression bomb)",
    "{}解压后超过 {} MB 的上限": "{}: it unpacks to more than the limit of {} MB",
    "{}里有 {} 个部件，超过上限": "{}: {} parts, over the limit",
    "，原有 {} 页": ", of {} pages",
    "{} 读不出": "{} cannot be read",
    "{} 的编码不认识": "the encoding of {} is not known",
    "{} 不是完整的 XML": "{} is no whole XML",
    "{} 含有文档类型声明": "{} holds a document type",
    "缺少 {}": "without {}",
    "缺少 [Content_Types].xml": "without [Content_Types].xml",
    "主体部分不是工作簿": "its main part is no workbook",
    "主体部分不是 Word 文档": "its main part is no Word document",
    "不是完整的 Word 文档": "no whole Word document",
    "没有正文": "without a body",
    "单元格读不出": "its cells cannot be read",
    # what to do
    "其余文件不受影响，请报告": "the other files are not affected; please report it",
    "如确是压缩包，请把后缀改为 .zip；如应是一份文档，请重新下载": (
        "rename it to .zip if it is an archive; download it again if it should be a document"
    ),
    "请不要打开此文件，向来源核实": "do not open this file, ask where it comes from",
    "请只保存正文部分": "save the body of the page only",
    "请先另存为 DOCX、PDF、HTML 或纯文本": "save it as DOCX, PDF, HTML or plain text first",
    "请删去表格外的空白行列，或拆分文件后再读": "delete the blank rows and columns around the table, or split the file",
    "请在浏览器中打开后另存网页": "open it in a browser and save the page",
    "请在浏览器中打开后另存网页，或复制为纯文本": "open it in a browser and save the page, or copy it as plain text",
    "请安装 LibreOffice（命令 soffice 要在 PATH 里），或先另存为 {} 或 PDF": (
        "install LibreOffice (its command soffice on the PATH), or save it as {} or PDF"
    ),
    "请安装：{}，然后再读": "install {}, then read it again",
    "请把文件拆分后再读": "split the file and read it again",
    "请把文件拆分，或另存为较新的格式后再读": "split the file or save it in a newer format, then read it again",
    "请拆分 PDF 后再读": "split the PDF and read it again",
    "请拆分后再读": "split it and read it again",
    "请拆分文件后再读": "split the file and read it again",
    "请拆分文件，或提高上限": "split the file, or raise the limit",
    "请指定文件，不要指定文件夹或设备": "name a file, no folder and no device",
    "请换一个来源的文件，或用原软件重新导出": "take the file from another source, or export it again",
    "请检查 LibreOffice 的安装，或先另存为 {}": "check how LibreOffice is installed, or save it as {}",
    "请检查文件": "check the file",
    "请检查文件权限": "check the file's permissions",
    "请检查磁盘或网络后重试": "check the disk or the network and try again",
    "请检查路径": "check the path",
    "请检查路径和文件": "check the path and the file",
    "请用原软件另存为 {} 后再读": "save it as {} with its own program and read that",
    "请用原软件打开后另存": "open it with its own program and save it again",
    "请用原软件打开后另存为 {}": "open it with its own program and save it as {}",
    "请用原软件打开后另存为 DOCX 或 XLSX": "open it with its own program and save it as DOCX or XLSX",
    "请用原软件打开后另存，再重新读取": "open it with its own program, save it again and read that",
    "请用密码打开后另存为不加密的 PDF": "open it with its password and save it as a PDF without one",
    "请用密码打开后另存为不加密的文件": "open it with its password and save it as a file without one",
    "请用密码解压后再读": "unpack it with its password and read that",
    "请确认下载的文件是否完整": "see whether the download is complete",
    "请确认图片是清晰、端正的文件页面（200 dpi 以上）": (
        "see that the picture is a sharp, upright page (200 dpi and more)"
    ),
    "请确认文件内容，或换一份更清晰的扫描件": "check what the file holds, or take a sharper scan",
    "请确认文件内容；如是扫描件或图片，需先做文字识别（OCR）": (
        "check what the file holds; a scan or a picture needs text recognition (OCR) first"
    ),
    "请确认文件没有损坏，或从原系统重新导出": "see that the file is not damaged, or export it again",
    "请等写入完成后重试": "wait until it is written and try again",
    "请缩小到 300 dpi 后再读": "scale it down to 300 dpi and read it again",
    "请解压后再读": "unpack it and read that",
    "请解压后分批读取": "unpack it and read it in parts",
    "请解压后核实再读": "unpack it, check what it is, and read that",
    "请解压后逐个读取": "unpack it and read the files one by one",
    "请重新下载": "download it again",
    "请重新下载或向来源索取完整文件": "download it again, or ask for the whole file",
    "请重新下载或导出": "download or export it again",
    "请重新下载或重新扫描": "download or scan it again",
    "请重新下载网页": "download the page again",
    "请重新下载，或用原软件打开后另存": "download it again, or open it with its own program and save it",
    "请重新下载，或用阅读器打开后另存": "download it again, or open it with a reader and save it",
    "请重新下载，或解压后逐个读取": "download it again, or unpack it and read the files one by one",
    "请重新导出": "export it again",
    "这是程序的问题，请报告并附上此文件": "this is a fault of the program; please report it with this file",
    # what is marked in a document that was read
    "主控文档的子文档没有读入。": "Subdocuments of a master document were not read.",
    "PDF 里有 {} 处内容已损坏或缺失，可能少了文字，请对照原件。": (
        "{} parts of the PDF are damaged or missing, text may be lost; compare it with the original."
    ),
    "PDF 里有 {} 个字体已损坏，可能少了文字，请对照原件。": (
        "{} fonts of the PDF are damaged, text may be lost; compare it with the original."
    ),
    "PDF 的页面目录已损坏，有 {} 页找不到。": "The PDF's list of pages is damaged, {} pages were not found.",
    "RTF 的结构不完整（文件被截断或已损坏），可能少了内容，请对照原件。": (
        "The RTF is not whole (cut or damaged), content may be lost; compare it with the original."
    ),
    "网页的末尾缺失（下载或复制不完整），可能少了内容。": (
        "The end of the page is missing (an incomplete download or copy), content may be lost."
    ),
    "共有 {} 页读不出。": "{} pages cannot be read.",
    "嵌入的对象没有读入。": "Embedded objects were not read.",
    "嵌入的文件没有读入。": "Embedded files were not read.",
    "图示（SmartArt）里的文字没有读入。": "Text in diagrams (SmartArt) was not read.",
    "图表里的文字没有读入。": "Text in charts was not read.",
    "工作表“{}”缺失或已损坏，没有读入。": "The sheet “{}” is missing or damaged and was not read.",
    "工作表“{}”是隐藏的，没有读入。": "The sheet “{}” is hidden and was not read.",
    "工作表“{}”有 {} 行、{} 列设为隐藏，没有读入。": (
        "In the sheet “{}” {} rows and {} columns are set hidden and were not read."
    ),
    "工作表“{}”有 {} 行被筛选或折叠，已照常读入，请核对。": (
        "In the sheet “{}” {} rows are filtered out or folded away; they were read all the same, please check."
    ),
    "工作表“{}”有 {} 个公式没有保存结果，这些格是空的。": (
        "The sheet “{}” has {} formulas without a saved result; these cells are empty."
    ),
    "文中有 {} 个字在原文件里已经丢失，显示为 �。": "{} characters were lost in the file itself and are shown as �.",
    "文件中有 {} 处字节已损坏，以 � 代替。": "Bytes are damaged in {} places; � stands for them.",
    "文件末尾缺失（下载或复制不完整）{}。": "The end of the file is missing (an incomplete download or copy){}.",
    "，原有 {} 页，只剩 {} 页": ", of {} pages {} are left",
    "，可能少了内容": ", content may be lost",
    "文件里嵌入了另一个文档，其内容没有读入。": "Another document is embedded in the file and was not read.",
    "文件里有 {} 字设为隐藏，没有读入。": "{} characters are set hidden and were not read.",
    "文件里有 {} 字加了删除线，没有读入。": "{} characters are struck through and were not read.",
    "文字质量偏低（{}），可能有识别错误，请对照原件。": (
        "The text is of low quality ({}), compare it with the original."
    ),
    "第 {} 页展开不了，只能读文字，没有读到，请对照原件。": (
        "Page {} cannot be drawn and no text was found in it, compare it with the original."
    ),
    "第 {} 页是图像，文字由 OCR 识别，请与原件核对。": (
        "Page {} is a picture, its text was recognised by OCR; compare it with the original."
    ),
    "第 {} 页是扫描页，需要 OCR，没有读入；安装后可以再读：{}。": (
        "Page {} is a scan that needs OCR and was not read; install it and read again: {}."
    ),
    "第 {} 页有 {} 行文字识别把握不大，可能有错字。": "On page {} there are {} lines of uncertain recognition.",
    "第 {} 页的文字大多不可读（字体编码损坏或顺序错乱），请对照原件。": (
        "Most of the text on page {} is unreadable (damaged fonts or order), compare it with the original."
    ),
    "第 {} 页读不出。": "Page {} cannot be read.",
    "网页带有 {} 个附件，没有读入，请下载后一起读取：{}{}。": (
        "The page has {} attachments, which were not read; download them and read them too: {}{}."
    ),
    " 等": " and others",
    "{}部分缺失或已损坏，表格内容不完整。": "The part “{}” is missing or damaged, cells are incomplete.",
    "{}部分（{}）缺失或已损坏，没有读入。": "The part “{}” ({}) is missing or damaged and was not read.",
    # kinds of files and parts
    "样式": "styles",
    "编号": "numbering",
    "脚注": "footnotes",
    "尾注": "endnotes",
    "页眉": "header",
    "页脚": "footer",
    "共享文字": "shared strings",
    "数字格式": "number formats",
    "图片": "picture",
    "{} 图片": "{} picture",
    "{} 文档": "{} document",
    "{} 表格": "{} spreadsheet",
    "{} 演示文稿": "{} presentation",
    "{} 版式文档": "{} document",
    "{} 电子书": "{} book",
    "{} 压缩包": "{} archive",
    "{} 数据库": "{} database",
    "{} 网页存档": "{} web archive",
    "加密的 Office 文档": "an encrypted Office document",
    "旧版 Office 文档": "an old Office document",
    "程序文件": "a program",
    "未知格式": "an unknown format",
}
