from __future__ import annotations

import ipaddress
import socket
import sys
from pathlib import Path

import ifaddr
import pytest

from server import platform
from server.platform import has_display, lan_addresses, listening_socket


def adapters(*named: tuple[str, str]) -> list[ifaddr.Adapter]:
    return [ifaddr.Adapter(name, name, [ifaddr.IP(ip, 24, name)]) for name, ip in named]


def test_this_machine_has_an_address_and_loopback_comes_last() -> None:
    found = lan_addresses()
    assert found[-1] == "127.0.0.1"
    assert found.count("127.0.0.1") == 1
    assert all(ipaddress.ip_address(address).is_private for address in found)


def test_the_halls_network_comes_before_virtual_and_self_assigned_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    there = adapters(
        ("lo", "127.0.0.1"),
        ("docker0", "172.17.0.1"),
        ("eth0", "169.254.3.4"),
        ("Mijn VPN", "10.8.0.2"),
        ("wlan0", "192.168.1.23"),
        ("wan0", "8.8.8.8"),
    )
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: there)
    assert lan_addresses() == ["192.168.1.23", "169.254.3.4", "10.8.0.2", "172.17.0.1", "127.0.0.1"]


def test_a_machine_without_a_network_has_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ifaddr, "get_adapters", list)
    assert lan_addresses() == ["127.0.0.1"]


def test_an_adapter_with_only_ipv6_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    six = ifaddr.Adapter("wlan0", "wlan0", [ifaddr.IP(("fe80::1", 0, 2), 64, "wlan0")])
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: [six])
    assert lan_addresses() == ["127.0.0.1"]


def test_port_zero_picks_a_free_port() -> None:
    with listening_socket("127.0.0.1", 0) as one, listening_socket("127.0.0.1", 0) as other:
        assert one.getsockname()[1] != other.getsockname()[1] != 0


def test_a_port_in_use_raises() -> None:
    with listening_socket("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(OSError, match=r"(?i)in use|gebruik|normally permitted"):
            listening_socket("127.0.0.1", taken.getsockname()[1])


def test_a_port_can_be_used_again_right_after_stopping() -> None:
    with listening_socket("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as guest:
            first.accept()[0].close()
            guest.recv(1)
    with listening_socket("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


def test_an_address_that_is_not_ours_raises() -> None:
    with pytest.raises(OSError, match=r"."):
        listening_socket("203.0.113.1", 0)


def test_a_socket_gives_up_on_dead_peers() -> None:
    with listening_socket("127.0.0.1", 0) as sock:
        user_timeout = getattr(socket, "TCP_USER_TIMEOUT", None)
        if user_timeout is not None:
            assert sock.getsockopt(socket.IPPROTO_TCP, user_timeout) == platform.DEAD_SOCKET_MS
        else:
            assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0


def test_where_the_system_cannot_time_out_dead_peers_they_are_probed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "TCP_USER_TIMEOUT", raising=False)
    with listening_socket("127.0.0.1", 0) as sock:
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0


@pytest.mark.parametrize(
    ("system", "variables", "opens"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ""}, False),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], opens: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert has_display() is opens


def test_a_folder_settles_and_one_that_is_not_there_is_said(tmp_path: Path) -> None:
    platform.settle_folder(tmp_path)
    if sys.platform != "win32":
        with pytest.raises(FileNotFoundError):
            platform.settle_folder(tmp_path / "nergens")


def test_where_folders_cannot_be_settled_nothing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    platform.settle_folder(tmp_path / "nergens")


def _supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir(parents=True)
    for file, content in files.items():
        (folder / name / file).write_text(f"{content}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked in another way")
@pytest.mark.parametrize(
    ("online", "battery", "plugged"),
    [("1", "Discharging", True), ("0", "Discharging", False), ("0", "Full", True), ("0", "", None)],
)
def test_mains_or_battery_is_read_where_the_machine_tells(
    online: str, battery: str, plugged: bool | None, tmp_path: Path
) -> None:
    _supply(tmp_path, "AC", type="Mains", online=online)
    if battery:
        _supply(tmp_path, "BAT0", type="Battery", status=battery)
    assert platform.on_mains(tmp_path) is plugged


def test_a_machine_that_tells_nothing_leaves_it_unknown(tmp_path: Path) -> None:
    assert platform.on_mains(tmp_path / "nothing") is None
