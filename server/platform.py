"""What differs between machines: LAN addresses, dead sockets, folders on disk, mains power, a display for a browser.

Each has a plain fallback where the machine cannot do it. Nothing else in the project asks which system it runs on.
"""

from __future__ import annotations

import ctypes
import ipaddress
import os
import socket
import sys
import time
from pathlib import Path

import ifaddr

DEAD_SOCKET_MS = 8_000
"""After this long without acknowledgement the system drops a connection (measured in the reliability notes: a laptop
that stopped reading otherwise keeps its socket for minutes)."""


def lan_addresses() -> list[str]:
    """Private IPv4 addresses of this machine, the most likely one for a hall's Wi-Fi first; loopback last."""
    named = [(adapter.nice_name, str(ip.ip)) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    found = sorted((_unlikely(name, ip), ip) for name, ip in named if _in_a_hall(ip))
    return [*(ip for _, ip in found), "127.0.0.1"]


def _in_a_hall(ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    return address.is_private and not address.is_loopback


def _unlikely(name: str, ip: str) -> int:
    """Virtual adapters (VPN, containers) and self-assigned addresses are rarely the hall's network."""
    virtual = any(
        word in name.lower() for word in ("docker", "veth", "br-", "vmware", "virtual", "hyper-v", "vpn", "tun")
    )
    return 2 * virtual + ip.startswith("169.254.")


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound TCP socket that gives up on dead peers where the system can. OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        user_timeout = getattr(socket, "TCP_USER_TIMEOUT", None)
        if user_timeout is not None:
            sock.setsockopt(socket.IPPROTO_TCP, user_timeout, DEAD_SOCKET_MS)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock


def settle_folder(folder: Path) -> None:
    """Make names that were just given in this folder outlast a power cut. Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def has_display() -> bool:
    """Whether opening a browser makes sense: Windows and Mac always, elsewhere with a screen attached."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def steady_ms() -> int:
    """This machine's steady clock, in milliseconds from a point of its own."""
    return time.monotonic_ns() // 1_000_000


def on_mains(supplies: Path = Path("/sys/class/power_supply")) -> bool | None:
    """Whether this machine runs on mains power: False on its battery, None where that cannot be known."""
    if sys.platform == "win32":
        return _windows_mains()
    try:
        kinds = {folder: (folder / "type").read_text().strip() for folder in supplies.iterdir()}
        mains = [(folder / "online").read_text().strip() for folder, kind in kinds.items() if kind in ("Mains", "USB")]
        charging = [(folder / "status").read_text().strip() for folder, kind in kinds.items() if kind == "Battery"]
    except OSError:
        return None
    if "1" in mains:
        return True
    return not any(word == "Discharging" for word in charging) if charging else None


def _windows_mains() -> bool | None:
    """What Windows says in the first byte of its power status: 0 battery, 1 mains, 255 unknown."""
    status = ctypes.create_string_buffer(12)
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GetSystemPowerStatus(status):
        return None
    return {0: False, 1: True}.get(status.raw[0])
