"""Translations that public dumps and automation scripts show."""

from collections.abc import Mapping
from typing import Final

PUBLIC: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "Profile": "Profil",
        "Settings and privacy": "Einstellungen und Datenschutz",
        "Account": "Konto",
    },
    "fr": {
        "Profile": "Profil",
        "Profile menu": "Menu du profil",
        "Settings and privacy": "Paramètres et confidentialité",
        "Account": "Compte",
        "Home": "Accueil",
        "Friends": "Ami(e)s",
        "Create": "Créer",
        "Inbox": "Messages",
        "Phone": "Téléphone",
        "Email / Username": "E-mail/nom d'utilisateur",
        "Continue": "Continuer",
        "Not now": "Pas maintenant",
        "Close": "Fermer",
        "Bottom sheet": "Feuille du bas",
    },
    "es": {
        "Profile": "Perfil",
        "Profile menu": "Menú del perfil",
        "Settings and privacy": "Ajustes y privacidad",
        "Account": "Cuenta",
    },
    "pt": {
        "Profile": "Perfil",
        "Settings and privacy": "Configurações e privacidade",
        "Account": "Conta",
    },
    "id": {
        "Profile": "Profil",
        "Profile menu": "Menu profil",
        "Settings and privacy": "Pengaturan dan privasi",
        "Account": "Akun",
    },
    "vi": {
        "Profile": "Hồ sơ",
        "Profile menu": "Menu hồ sơ",
        "Settings and privacy": "Cài đặt và quyền riêng tư",
    },
    "ja": {
        "Profile": "プロフィール",
        "Settings and privacy": "設定とプライバシー",
    },
}
