"""A harness as a process: a line in, a line out, within limits of time and memory; started again when it has ended."""

import json
import os
import selectors
import shlex
import signal
import subprocess
import time

TIME_LIMIT = 5.0  # seconds for a case, on the clock
READ_SPEED = 4e6  # bytes of a line in a second: what reading JSON and base64 may take beside it
START_LIMIT = 60.0  # for the first line: a virtual machine has to come up
MEMORY_LIMIT = 1 << 30  # bytes
LONGEST_LINE = 64 << 20
POLL = 0.02
TICK = os.sysconf("SC_CLK_TCK")

READ = ("accept", "reject")
VERIFIED = ("good", "revoked", "unknown", "untrusted")
VERDICTS = {"parse_response": READ, "parse_request": READ, "build_request": READ, "verify": VERIFIED,
            "verify_at": VERIFIED}


class Failure(Exception):
    """No usable answer: kind is crash, hang, memory, or error if the harness does not keep to the protocol."""

    def __init__(self, kind, detail):
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail


class Harness:
    def __init__(self, name, command, log, slack):
        """slack: a factor for the limits of memory."""
        self.name, self.command, self.log, self.slack = name, command, log, slack
        self.process, self.time = None, None

    def start(self, clock):
        """Starts it, at the time `clock` if that is not None. Returns what it says of itself."""
        self.stop()
        command = shlex.split(self.command)
        environment = dict(os.environ)
        if clock:
            # A clock that stands still, so that a second more or less does not depend on this machine.
            command = ["faketime", "-f", clock.replace("T", " ").rstrip("Z")] + command
            environment |= {"TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.time = clock
        try:
            with open(self.log, "ab") as log:
                self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                                                env=environment, start_new_session=True)
        except OSError as error:
            raise Failure("error", str(error)) from error
        os.set_blocking(self.process.stdin.fileno(), False)
        os.set_blocking(self.process.stdout.fileno(), False)
        hello = self._exchange(b'{"hello":1}\n', START_LIMIT, MEMORY_LIMIT)
        for key, kind in {"version": str, "ops": list, "features": list, "clock": str}.items():
            if not isinstance(hello.get(key), kind):
                raise self._broken(f"its first line has no {key}")
        return hello

    def ask(self, case, line, limits, clock):
        """The answer of the harness, started at the time `clock` if that is not None."""
        if self.process is None or clock and clock != self.time:
            self.start(clock or self.time)
        # The limits are for what is done with the message, which is base64 in JSON at first.
        most = limits["bytes"] * self.slack + 8 * len(line) if "bytes" in limits else MEMORY_LIMIT
        rested = self._work()
        answer = self._exchange(line.encode() + b"\n", TIME_LIMIT + len(line) / READ_SPEED, most)
        if answer.get("id") != case:
            raise self._broken(f"it answers {answer.get('id')!r} instead of {case!r}")
        if answer.get("verdict") not in VERDICTS[json.loads(line)["op"]] + ("skip",):
            raise self._broken(f"its verdict is {answer.get('verdict')!r}")
        if "seconds" in limits:
            # Its own measure leaves out JSON, that of its processor what else this machine does.
            took = min(self._work() - rested, answer.get("ns", float("inf")) / 1e9)
            if took > limits["seconds"]:
                raise Failure("hang", f"{took:.1f} s, and {limits['seconds']} are allowed")
        return answer

    def stop(self):
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)  # its own group: see start_new_session
            except ProcessLookupError:
                pass
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def _broken(self, detail):
        self.stop()
        return Failure("error", detail)

    def _fail(self, kind, detail):
        self.stop()
        return Failure(kind, detail)

    def _memory(self):
        """The most memory that the process has had since _forget_memory(), or None if it has ended."""
        try:
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
                for line in status:
                    if line.startswith("VmHWM:"):
                        return int(line.split()[1]) << 10
        except OSError:
            pass
        return None

    def _forget_memory(self):
        """Makes its peak what it has now, which is returned."""
        try:
            with open(f"/proc/{self.process.pid}/clear_refs", "w", encoding="ascii") as peak:
                peak.write("5")
        except OSError:
            pass
        return self._memory() or 0

    def _ended(self):
        status = self.process.wait()
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return self._fail("crash", how)

    def _work(self):
        """The seconds for which it has kept a processor busy, all its threads together."""
        try:
            with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
                fields = stat.read().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / TICK
        except OSError:
            return 0.0

    def _exchange(self, line, seconds, most):
        before = self._forget_memory() if most < MEMORY_LIMIT else 0
        begin = time.monotonic()
        left, found = memoryview(line), [b""]
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            selector.register(self.process.stdin, selectors.EVENT_WRITE)
            while not found[-1].endswith(b"\n"):
                if time.monotonic() - begin > seconds:
                    raise self._fail("hang", f"no answer within {seconds:.0f} s")
                self._check_memory(before, most)
                for key, _ in selector.select(POLL):
                    try:
                        if key.fileobj is self.process.stdin:
                            left = left[os.write(key.fd, left[:1 << 16]):]
                            if not left:
                                selector.unregister(self.process.stdin)
                        else:
                            found.append(os.read(key.fd, 1 << 16))
                            if not found[-1]:
                                raise self._ended()
                            if sum(map(len, found)) > LONGEST_LINE:
                                raise self._broken("its line is too long")
                    except BrokenPipeError:
                        raise self._ended() from None
        self._check_memory(before, most)
        try:
            answer = json.loads(b"".join(found).decode())
        except (UnicodeDecodeError, ValueError):
            raise self._broken("it answers " + repr(b"".join(found)[:60])) from None
        if not isinstance(answer, dict):
            raise self._broken("it answers with " + type(answer).__name__)
        return answer

    def _check_memory(self, before, most):
        used = self._memory()
        if used is not None and used - before > most:
            raise self._fail("memory", f"{used - before >> 20} MiB, and {most >> 20} are allowed")
