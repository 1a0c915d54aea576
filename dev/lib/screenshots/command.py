"""dev/screenshots once its environment is there: database, server, browser."""

import contextlib
import json

import requests

from .. import procs, say
from ..environment import database, odoo, paths, postgres
from ..environment.packages import npm
from ..run import command as demo
from . import browser, pictures, vendor
from .screens import SCREENS

FOLDER = paths.STATE / "screenshots"
NAME = "llm_lead_scoring_screenshots"
HEIGHTS = {390: 844}
ENGLISH = "en_US"
SCRIPT = """
import json, sys
sys.path.append({dev!r})
from lib.screenshots import fill
fill.main(env, json.loads({config!r}))
"""


def run(options):
    FOLDER.mkdir(parents=True, exist_ok=True)
    demo.FOLDER.mkdir(parents=True, exist_ok=True)
    with postgres.server():
        odoo.prepare()
        npm.use_rtlcss()
        if options.reset:
            database.drop(NAME)
        demo.bring_up(NAME)
        targets = _fill(options.lang)
        port = procs.free_port()
        with demo.serving(NAME, port, cron=False), browser.page() as page:
            camera = Camera(page, f"http://127.0.0.1:{port}", targets, options.debug)
            for language in options.lang:
                _take(camera, language, options)


def _fill(languages):
    """Leads, people and languages are there; where each screen is found."""
    told = FOLDER / "targets.json"
    with vendor.start() as stub:
        config = {
            "provider": {
                "name": "Our own server",
                "provider_type": "custom",
                "key_variable": "",
                "model_name": "small-model",
                "api_endpoint": f"{stub.url}/v1",
                "input_price": 0.1,
                "output_price": 0.5,
            },
            "tells_story": True,
            "leads": None,
            "languages": languages,
            "ids": str(FOLDER / "ids.json"),
            "result": str(FOLDER / "result.json"),
            "targets": str(told),
        }
        say.step("scoring the demo leads")
        text = SCRIPT.format(dev=str(paths.DEV), config=json.dumps(config))
        demo.shell(NAME, text)
    return json.loads(told.read_text())


def _take(camera, language, options):
    """Into a folder of the language; the addon's own page shows it in English."""
    folder = FOLDER / language
    folder.mkdir(exist_ok=True)
    is_public = language == ENGLISH and not options.debug
    for screen in SCREENS:
        if screen.name.startswith(tuple(options.only or [""])):
            for width in options.width:
                png = _keep(camera, screen, width, folder)
                if png and is_public and width in screen.shown:
                    name = f"{screen.name}_{width}.png"
                    (pictures.DESCRIPTION / name).write_bytes(png)
    if is_public:
        _take_banner(camera, folder / "lead_1366.png")


def _keep(camera, screen, width, folder):
    """The picture, and what the page said meanwhile; None where it didn't come."""
    png = camera.take(screen, width, folder.name)
    name = f"{screen.name}_{width}.png"
    for words in camera.page.said:
        say.detail("%s says: %s", name, words)
    if png is None:
        say.detail("%s: %s is not there at %d", folder.name, screen.name, width)
        return None
    (folder / name).write_bytes(png)
    say.detail("%s/%s, %d KB", folder.name, name, len(png) // 1024)
    return png


def _take_banner(camera, shot):
    if shot.exists():
        banner = pictures.banner(camera.page, shot.read_bytes())
        (pictures.DESCRIPTION / "banner.png").write_bytes(banner)


class Camera:
    """A browser at a server, as one person after the other."""

    def __init__(self, page, address, targets, is_debugging):
        self.page = page
        self._is_debugging = is_debugging
        self._address = address
        self._targets = targets
        self._sessions = {}

    def take(self, screen, width, language):
        """PNG of a screen; None where it does not come to be."""
        page = self.page
        if not self._targets[screen.target]:
            return None
        page.resize(width, screen.height or HEIGHTS.get(width, 768))
        page.be(self._address, self._log_in(screen.user, language))
        page.said.clear()
        mode = "?debug=1" if self._is_debugging else ""
        page.open(f"{self._address}/web{mode}#{self._targets[screen.target]}")
        with contextlib.suppress(StopIteration):
            next(s for s in screen.clicks if not page.click(s))
            return None
        if not page.wait(screen.ready):
            return None
        if screen.scrolls:
            page.scroll_to(screen.ready)
        return pictures.small(page.picture())

    def _log_in(self, login, language):
        """The session of a person of the demo, who reads this language."""
        if (login, language) not in self._sessions:
            session = requests.Session()
            params = {"db": NAME, "login": login, "password": login}
            found = self._call(session, "/web/session/authenticate", params)
            own = [[found["uid"]], {"lang": language}]
            params = {"model": "res.users", "method": "write", "args": own}
            route = "/web/dataset/call_kw/res.users/write"
            self._call(session, route, {**params, "kwargs": {}})
            # The language is read when one logs in.
            again = {"db": NAME, "login": login, "password": login}
            self._call(session, "/web/session/authenticate", again)
            self._sessions[login, language] = session.cookies["session_id"]
        return self._sessions[login, language]

    def _call(self, session, route, params):
        call = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = session.post(f"{self._address}{route}", json=call, timeout=60).json()
        if "error" in answer:
            say.fail("%s: %s", route, answer["error"]["data"]["message"])
        return answer["result"]
