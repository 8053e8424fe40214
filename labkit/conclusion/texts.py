"""What the figures of unit 09 say, in French and in English."""

TEXTS = {
    "conclusion.won": {"fr": "gagné", "en": "won"},
    "conclusion.drawn": {"fr": "juste, et pas seule", "en": "right, and not alone"},
    "conclusion.sometimes": {"fr": "juste selon la graine", "en": "right on some seeds"},
    "conclusion.wrong": {"fr": "tort", "en": "wrong"},
    "conclusion.picture": {"fr": "Image", "en": "Picture"},
    "conclusion.unit": {"fr": "Unité", "en": "Unit"},
    "conclusion.numbered": {"fr": "{number}. {title}", "en": "{number}. {title}"},
    "conclusion.scoreboard": {
        "fr": "Le tableau des scores\u00a0: chaque marque est un pari, par unité et par image",
        "en": "The scoreboard: each mark is a bet, by unit and by picture",
    },
    "conclusion.table": {"fr": "Tous les paris du cours", "en": "All bets of the course"},
    "conclusion.foretold": {"fr": "annoncé\u00a0: {value}", "en": "foretold: {value}"},
    "conclusion.measured": {"fr": "mesuré\u00a0: {value}", "en": "measured: {value}"},
    "conclusion.heading": {"fr": "{fate}\u00a0: {count}", "en": "{fate}: {count}"},
    "conclusion.head_bet": {"fr": "Pari", "en": "Bet"},
    "conclusion.head_foretold": {"fr": "Annoncé", "en": "Foretold"},
    "conclusion.head_measured": {"fr": "Mesuré", "en": "Measured"},
    "conclusion.head_opponent": {"fr": "Meilleur adversaire", "en": "Best opponent"},
    "conclusion.head_verdict": {"fr": "Verdict", "en": "Verdict"},
    "conclusion.none": {"fr": "–", "en": "–"},
}
