"""The TikTok app as the official guide and public dumps describe it; the rest says "assumed"."""
