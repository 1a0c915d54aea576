"""Chromium without a window, told what to do over its DevTools protocol."""

import base64
import contextlib
import itertools
import json
import shutil
import tempfile
import time
import urllib.request
from pathlib import Path

from .. import procs, say
from ..environment import chromium

PATIENCE = 30
LOUD = ("warning", "error", "assert")
# What moves is waited for; what blinks is hidden.
STILL = "*{caret-color:transparent!important;transition:none!important}"


@contextlib.contextmanager
def page():
    """A :class:`Page` of a browser that lives as long as the block."""
    import websocket

    chromium.require()
    program = next(filter(None, map(shutil.which, chromium.NAMES)))
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--no-sandbox", "--disable-dev-shm-usage"]
        command += ["--remote-debugging-port=0", "--hide-scrollbars"]
        command += ["--remote-allow-origins=*", f"--user-data-dir={profile}"]
        with procs.running(
            [*command, "about:blank"], stderr=open(f"{profile}/log", "w")
        ):
            socket = websocket.create_connection(_address(Path(profile)), timeout=60)
            with contextlib.closing(socket):
                yield Page(socket)


def _address(profile):
    """Where the first tab listens."""
    told = profile / "DevToolsActivePort"
    if not procs.wait_until(lambda: told.exists() and told.read_text().strip(), 30):
        say.fail("Chromium doesn't start")
    port = told.read_text().split()[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:  # noqa: S310
        tabs = json.load(answer)
    return next(t["webSocketDebuggerUrl"] for t in tabs if t["type"] == "page")


class Page:
    """One tab.

    :ivar said: what the page wrote to the console that is no mere news.
    """

    def __init__(self, socket):
        self._socket = socket
        self._numbers = itertools.count(1)
        self.said = []
        self.send("Runtime.enable")
        self.send("Log.enable")

    def send(self, method, **params):
        """What the browser answers to one command."""
        number = next(self._numbers)
        call = {"id": number, "method": method, "params": params}
        self._socket.send(json.dumps(call))
        while True:
            message = json.loads(self._socket.recv())
            self._listen(message.get("method"), message.get("params", {}))
            if message.get("id") == number:
                return message.get("result", {})

    def _listen(self, event, told):
        if event == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            self.said.append(details.get("exception", details).get("description", ""))
        elif event == "Runtime.consoleAPICalled" and told["type"] in LOUD:
            values = [
                arg.get("value") or arg.get("description") for arg in told["args"]
            ]
            self.said.append(" ".join(map(str, values)))
        elif event == "Log.entryAdded" and _is_loud(told["entry"]):
            self.said.append(told["entry"]["text"])

    def resize(self, width, height):
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def be(self, address, session_id):
        """Act with this session of the server."""
        self.send("Network.clearBrowserCookies")
        self.send("Network.setCookie", url=address, name="session_id", value=session_id)

    def open(self, address):
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=address)

    def show(self, html):
        """A page of ours instead of one of the server's."""
        frame = self.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.send("Page.setDocumentContent", frameId=frame, html=html)

    def ask(self, expression):
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return found.get("result", {}).get("value")

    def wait(self, selector):
        """Until something visible is there; False if it never is."""
        test = f"!!document.querySelector({json.dumps(selector)})?.offsetHeight"
        return procs.wait_until(lambda: self.ask(test), PATIENCE, 0.1)

    def click(self, selector):
        if not self.wait(selector):
            return False
        self.ask(f"document.querySelector({json.dumps(selector)}).click()")
        return True

    def scroll_to(self, selector):
        element = f"document.querySelector({json.dumps(selector)})"
        self.ask(f"{element}.scrollIntoView({{block: 'nearest'}})")

    def picture(self):
        """PNG of what is seen, once nothing loads any more."""
        self.ask(
            "document.head.insertAdjacentHTML('beforeend',"
            f"{json.dumps(f'<style>{STILL}</style>')})"
        )
        time.sleep(1)
        shot = self.send("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])


def _is_loud(entry):
    """What the browser keeps from happening, since nobody is there, is no fault."""
    return entry["level"] in LOUD and entry["source"] != "intervention"
