"""Build hook for a wheel whose rooms of reading and extraction are compiled by mypyc; see `make wheel`.

It is off unless `HATCH_BUILD_HOOK_ENABLE_CUSTOM=true` stands in the environment: an installation from source, and an
editable one in any case, needs no compiler. The checkout is left as it is: C code and libraries are made in a temporary
folder and go into the wheel from there, beside the sources that tracebacks show.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OPTIMISATION = "TAIZHANG_WHEEL_OPTIMISATION"
"""Environment variable, 0 to 3: 0 builds in a quarter of the time what runs more slowly, with the same answers."""
_NAME = "taizhang"
_CONSTANT = re.compile("_?[A-Z][A-Z0-9_]+")
_FUTURE = "from __future__ import annotations"
# Packages outside the standard library are not looked at, so that every environment builds the same wheel.
_MYPY = """[mypy]
cache_dir = {folder}/cache
ignore_missing_imports = true
no_site_packages = true
follow_imports = silent
"""


def declared(text: str) -> str:
    """A module whose constants are declared `Final`, line by line as it was.

    A constant is a name in capitals that is set once, on the first level. Any other name of a module is looked up in a
    dictionary each time that compiled code needs it.
    """
    tree = ast.parse(text)
    named = [one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load)]
    named += [name for one in ast.walk(tree) if isinstance(one, ast.Global) for name in one.names]
    lines = text.splitlines(keepends=True)
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name, at = node.targets[0].id, node.lineno - 1
        if _CONSTANT.fullmatch(name) and named.count(name) == 1 and lines[at].startswith(f"{name} ="):
            lines[at] = lines[at].replace(" =", ": Final =", 1)
    return "".join(lines).replace(_FUTURE, f"{_FUTURE}; from typing import Final", 1)


class CompiledRooms(BuildHookInterface[Any]):
    """Compiles the packages `rooms` of the hook's table in pyproject.toml without the modules in `kept`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the compiled modules into the wheel.

        Aborts with one line where there is no C compiler or a module cannot be compiled.
        """
        if version == "editable":
            return
        self._check()
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_NAME}-wheel-")
        made = self._compiled(Path(self._folder.name))
        build_data["force_include"] |= {str(path): path.relative_to(made).as_posix() for path in made.rglob("*.*")}
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw the temporary folder away."""
        if version != "editable":
            self._folder.cleanup()

    def _check(self) -> None:
        """Abort where nothing can be compiled."""
        compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
        if os.name == "posix" and shutil.which(compiler) is None:
            self.app.abort(f"没有 C 编译器 {compiler}：请先安装 gcc 或 clang (no C compiler: install gcc or clang)")
        if not Path(sysconfig.get_path("include"), "Python.h").is_file():
            self.app.abort("没有 Python.h：请先安装 python3-dev (no headers of Python: install python3-dev)")

    def _sources(self, folder: Path) -> list[str]:
        """Copies the rooms into a folder and names the modules to compile, as paths below it."""
        names = []
        for path in (path for room in self.config["rooms"] for path in Path(self.root, room).rglob("*.py")):
            name = path.relative_to(self.root).as_posix()
            text = path.read_text("utf-8")
            if path.name != "__init__.py" and name not in self.config["kept"]:
                names.append(name)
                text = declared(text)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return sorted(names)

    def _state(self) -> dict[str, int]:
        """When each source was last changed."""
        found = (path for room in self.config["rooms"] for path in Path(self.root, room).rglob("*.py"))
        return {str(path): path.stat().st_mtime_ns for path in found}

    def _compiled(self, folder: Path) -> Path:
        """The folder of the compiled modules, laid out as the packages are."""
        from mypyc.build import mypycify
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext

        class Together(build_ext):
            """Compiles the files of a library side by side."""

            def build_extensions(self) -> None:
                compile = self.compiler.compile

                def together(names: list[str], **options: Any) -> list[str]:
                    with ThreadPoolExecutor(os.cpu_count()) as pool:
                        made = list(pool.map(lambda name: compile([name], **options), names))
                    return [name for names in made for name in names]

                self.compiler.compile = together
                super().build_extensions()

        settings = folder / "mypy.ini"
        settings.write_text(_MYPY.format(folder=folder.as_posix()), "utf-8")
        names = self._sources(folder / "source")
        begun = self._state()
        self.app.display_info(f"正在编译 {len(names)} 个模块，需要几分钟 (compiling, a few minutes)")
        said = StringIO()
        with chdir(folder / "source"):
            try:
                with redirect_stdout(said):
                    extensions = mypycify(
                        ["--config-file", str(settings), *names],
                        opt_level=os.environ.get(OPTIMISATION, "2"),
                        # One file of C for all would take two gigabytes to compile.
                        multi_file=True,
                        target_dir=str(folder / "c"),
                        group_name=_NAME,
                    )
            except SystemExit:
                self.app.abort("\n".join(line for line in said.getvalue().splitlines() if "warning:" not in line))
            command = Together(Distribution({"name": _NAME, "ext_modules": extensions}))
            command.build_lib = str(folder / "lib")
            command.build_temp = str(folder / "objects")
            command.ensure_finalized()
            command.run()
        if self._state() != begun:
            # The wheel takes its sources now; compiled modules of others would lie beside them.
            self.app.abort("编译时源文件有改动，请再运行一次 (sources changed while they were compiled: run it again)")
        return folder / "lib"
