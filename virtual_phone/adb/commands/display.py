"""Commands about the display."""

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process


def screencap(android: Android, process: Process, arguments: list[str]) -> int:
    """`screencap [-p] [-d DISPLAY] [FILE]`: always a PNG."""
    words = iter(arguments)
    file = None
    for each in words:
        if each == "-d":
            next(words, None)
        elif not each.startswith("-"):
            file = each
    with android.device.lock:
        picture = android.device.screenshot_png()
    if file is None:
        process.out(picture)
    else:
        android.files.write(file, picture)
    return 0


def wm(android: Android, process: Process, arguments: list[str]) -> int:
    """`wm size` and `wm density`; they cannot be changed."""
    display = android.device.display
    match arguments:
        case ["size"]:
            process.line(f"Physical size: {display.width_px}x{display.height_px}")
        case ["density"]:
            process.line(f"Physical density: {display.density_dpi}")
        case ["dismiss-keyguard"]:
            with android.device.lock:
                android.device.screen_lock.dismiss()
        case ["size" | "density", "reset"]:
            pass
        case _:
            process.error(f"wm: the virtual phone's display is fixed: {' '.join(arguments)}")
            return 255
    return 0
