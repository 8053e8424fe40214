"""What lab 03 says: its figures, its world, its checks, its result card."""

TEXTS: dict[str, dict[str, str]] = {
    "representations.unknown_city": {
        "fr": "« {value} » n’est pas parmi les villes. Les plus proches par le nom : {near}.",
        "en": "“{value}” is not among the cities. Nearest by name: {near}.",
    },
    "representations.city_twice": {
        "fr": "Chaque ville ne doit venir qu’une fois ; en double : {names}.",
        "en": "Each city may come only once; given twice: {names}.",
    },
    "representations.few_distances": {
        "fr": "Il faut au moins 4 distances pour placer une ville (3 laissent souvent deux points possibles) ; reçu : {value}",
        "en": "It takes at least 4 distances to place a city (3 often leave two possible points); got {value}",
    },
    "representations.pole": {
        "fr": "{name} est un pôle : aucun cap n’y a de sens, car toutes les directions y sont le sud, ou le nord",
        "en": "{name} is a pole: no bearing means anything there, for all directions are south, or north",
    },
    "representations.continent.AF": {
        "fr": "Afrique",
        "en": "Africa",
    },
    "representations.continent.AS": {
        "fr": "Asie",
        "en": "Asia",
    },
    "representations.continent.EU": {
        "fr": "Europe",
        "en": "Europe",
    },
    "representations.continent.NA": {
        "fr": "Amérique du Nord",
        "en": "North America",
    },
    "representations.continent.OC": {
        "fr": "Océanie",
        "en": "Oceania",
    },
    "representations.continent.SA": {
        "fr": "Amérique du Sud",
        "en": "South America",
    },
    "representations.true": {
        "fr": "vraie place",
        "en": "true place",
    },
    "representations.probe": {
        "fr": "selon la sonde",
        "en": "by the probe",
    },
    "representations.answers": {
        "fr": "selon ses réponses",
        "en": "by its own answers",
    },
    "representations.cities_read": {
        "fr": "{count} villes, chacune reliée à sa vraie place\xa0; la moitié sont à moins de {km}\xa0km",
        "en": "{count} cities, each joined to its true place; half of them are within {km} km",
    },
    "representations.readouts_one": {
        "fr": "sonde à {probe}\xa0km, réponses à {answers}\xa0km",
        "en": "probe {probe} km off, answers {answers} km off",
    },
    "representations.world_map": {
        "fr": "Carte du monde",
        "en": "World map",
    },
    "representations.arc.number": {
        "fr": "Pour deux points, la réponse est un seul nombre de kilomètres.",
        "en": "For two points, the answer is a single number of kilometres.",
    },
    "representations.arc.radians": {
        "fr": "Du pôle à l’équateur vous trouvez {value}\xa0: c’est l’angle en radians. Quelle longueur d’arc sous-tend-il sur une sphère de 6\u202f371\xa0km de rayon\xa0?",
        "en": "From the pole to the equator you find {value}: that is the angle in radians. How long an arc does it span on a sphere of radius 6,371 km?",
    },
    "representations.arc.degrees": {
        "fr": "Du pôle à l’équateur vous trouvez 90\xa0: c’est l’angle en degrés. Il faut l’angle en radians, puis une longueur.",
        "en": "From the pole to the equator you find 90: that is the angle in degrees. Take the angle in radians, then a length.",
    },
    "representations.arc.chord": {
        "fr": "{value}\xa0km du pôle à l’équateur\xa0: vous avez creusé un tunnel tout droit. Restez à la surface.",
        "en": "{value} km from the pole to the equator: you have dug a straight tunnel. Stay on the surface.",
    },
    "representations.arc.same": {
        "fr": "D’un point à lui-même, il y a 0\xa0km\xa0; vous trouvez {value}.",
        "en": "From a point to itself it is 0 km; you find {value}.",
    },
    "representations.arc.quarter": {
        "fr": "Du pôle à l’équateur, il y a un quart de tour de la Terre, environ 10\u202f000\xa0km\xa0; vous trouvez {value}.",
        "en": "From the pole to the equator it is a quarter of the way around the Earth, about 10,000 km; you find {value}.",
    },
    "representations.arc.any": {
        "fr": "Juste pour le pôle et l’équateur, mais pas pour deux points quelconques\xa0: vous trouvez {value}\xa0km. Que vaut le cosinus de l’angle entre deux vecteurs de longueur 1\xa0?",
        "en": "Right for the pole and the equator but not for any two points: you find {value} km. What is the cosine of the angle between two vectors of length 1?",
    },
    "representations.ridge.shape": {
        "fr": "Avec 5 nombres lus et 2 cibles, les poids forment une matrice (5, 2)\xa0; la vôtre est {value}.",
        "en": "With 5 features and 2 targets, the weights are a (5, 2) matrix; yours is {value}.",
    },
    "representations.ridge.exact": {
        "fr": "Sans pénalité et sans bruit, la régression doit retrouver les poids exacts. Résolvez (XᵀX) W = XᵀY.",
        "en": "With no penalty and no noise, the regression must find the exact weights. Solve (XᵀX) W = XᵀY.",
    },
    "representations.ridge.ignored": {
        "fr": "La pénalité ne change rien à vos poids\xa0: où entre-t-elle dans la formule\xa0?",
        "en": "The penalty makes no difference to your weights: where does it enter the formula?",
    },
    "representations.ridge.identity": {
        "fr": "La pénalité a mélangé des directions qui n’avaient rien à voir\xa0: elle s’ajoute à la diagonale seule, `penalty * np.eye(...)`.",
        "en": "The penalty has mixed directions that had nothing to do with one another: add it to the diagonal alone, `penalty * np.eye(...)`.",
    },
    "representations.ridge.size": {
        "fr": "L’équation (XᵀX + λI) W = XᵀY n’est pas vérifiée\xa0; votre premier poids est {value}. Regardez la place et le signe de λ, et la taille de I\xa0: une ligne par nombre lu.",
        "en": "The equation (XᵀX + λI) W = XᵀY does not hold; your first weight is {value}. Look at the place and the sign of λ, and at the size of I: one row per feature.",
    },
    "representations.control.shape": {
        "fr": "Il faut autant de positions que de villes, de la même forme\xa0; la vôtre est {value}.",
        "en": "There must be as many positions as cities, in the same shape; yours is {value}.",
    },
    "representations.control.values": {
        "fr": "Ces positions sont inventées. Un bon témoin garde les vraies valeurs et ne change que leur propriétaire.",
        "en": "These positions are made up. A good control keeps the true values and changes only who owns them.",
    },
    "representations.control.rows": {
        "fr": "Vous avez mêlé les coordonnées de villes différentes\xa0: une position se déplace d’un bloc, les trois nombres ensemble.",
        "en": "You have mixed the coordinates of different cities: a position moves as one block, its three numbers together.",
    },
    "representations.control.once": {
        "fr": "Certaines positions reviennent, d’autres manquent\xa0: chacune doit servir une fois.",
        "en": "Some positions come twice, others are missing: each must be used once.",
    },
    "representations.control.same": {
        "fr": "Trop de villes gardent leur vraie place\xa0: un témoin doit rompre le lien entre la ville et sa position.",
        "en": "Too many cities keep their true place: a control must break the link between a city and its position.",
    },
    "representations.control.generator": {
        "fr": "Un autre générateur doit donner une autre donne\xa0: servez-vous de celui qu’on vous passe.",
        "en": "Another generator must deal differently: use the one you are given.",
    },
    "representations.clean.first": {
        "fr": "Il reste des paires dont la première ville est une ville de test.",
        "en": "Some pairs are left whose first city is a test city.",
    },
    "representations.clean.second": {
        "fr": "Il reste des paires dont la seconde ville est une ville de test.",
        "en": "Some pairs are left whose second city is a test city.",
    },
    "representations.clean.lost": {
        "fr": "Plus aucune ville de test, mais des paires innocentes ont disparu, ou d’autres sont apparues.",
        "en": "No test city any more, but innocent pairs have gone, or others have appeared.",
    },
    "representations.toward_north.shape": {
        "fr": "La direction vit dans le plongement\xa0: 8 nombres pour ces poids (8, 3)\xa0; la vôtre a la forme {value}.",
        "en": "The direction lives in the embedding: 8 numbers for these (8, 3) weights; yours has the shape {value}.",
    },
    "representations.toward_north.zero": {
        "fr": "Un vecteur nul ne montre aucune direction.",
        "en": "A vector of zeros shows no direction.",
    },
    "representations.toward_north.south": {
        "fr": "Le signe\xa0: votre direction mène au sud.",
        "en": "The sign: your direction leads south.",
    },
    "representations.toward_north.axis": {
        "fr": "Cette direction est celle d’un autre axe. Quelle colonne de la sonde lit z, qui vaut 1 au pôle Nord\xa0?",
        "en": "That is the direction of another axis. Which column of the probe reads z, which is 1 at the North Pole?",
    },
    "representations.toward_north.mixed": {
        "fr": "Suivre votre direction ne mène pas droit au nord\xa0: le cosinus n’est que de {value}. Il ne faut que la coordonnée z.",
        "en": "Your direction does not lead straight north: the cosine is only {value}. Only the z coordinate is wanted.",
    },
    "representations.place.index": {
        "fr": "Vous rendez un numéro ou un nombre\xa0: rendez le point lui-même, `candidates[...]`.",
        "en": "You return an index or a number: return the point itself, `candidates[...]`.",
    },
    "representations.place.shape": {
        "fr": "Un point est fait de trois nombres\xa0; le vôtre a la forme {value}.",
        "en": "A point is made of three numbers; yours has the shape {value}.",
    },
    "representations.place.farthest": {
        "fr": "C’est le candidat qui convient le moins\xa0: cherchez l’écart le plus petit.",
        "en": "That is the candidate that fits worst: look for the smallest misfit.",
    },
    "representations.place.wrong": {
        "fr": "Un autre candidat convient mieux. Des écarts de signes contraires se compensent-ils dans votre somme\xa0? Comparez-vous chaque candidat à toutes les villes de référence\xa0?",
        "en": "Another candidate fits better. Do errors of opposite signs cancel in your sum? Do you compare each candidate with all the reference cities?",
    },
    "representations.mine_or_yours.shape": {
        "fr": "Rendez les neuf cases\xa0; votre réponse a la forme {value}.",
        "en": "Return all nine squares; your answer has the shape {value}.",
    },
    "representations.mine_or_yours.empty": {
        "fr": "Les cases vides restent 0, quel que soit le joueur.",
        "en": "Empty squares stay 0, whoever plays.",
    },
    "representations.mine_or_yours.odd": {
        "fr": "Après 3 coups, c’est le premier joueur qui vient de jouer\xa0: ses cases sont «\xa0à moi\xa0», 1, et celles de l’autre «\xa0à toi\xa0», 2.",
        "en": "After 3 moves it is the first player who has just moved: that player’s squares are “mine”, 1, the other’s “yours”, 2.",
    },
    "representations.mine_or_yours.even": {
        "fr": "Après 4 coups, c’est le second joueur qui vient de jouer\xa0: 1 et 2 s’échangent.",
        "en": "After 4 moves it is the second player who has just moved: 1 and 2 change places.",
    },
    "representations.held_out": {
        "fr": "sur des cas jamais rencontrés",
        "en": "on cases never met",
    },
    "representations.fitted": {
        "fr": "sur les cas de l’ajustement",
        "en": "on the cases it was fitted on",
    },
    "representations.controls_one": {
        "fr": "{held_out} (ajustement\xa0: {fitted})",
        "en": "{held_out} (fitted: {fitted})",
    },
    "representations.controls_alt": {
        "fr": "Barres. R² sur des cas jamais rencontrés, et sur ceux de l’ajustement",
        "en": "Bars. R² on cases never met, and on those of the fit",
    },
    "representations.median_km": {
        "fr": "écart médian à la vraie place (km)",
        "en": "median distance from the true place (km)",
    },
    "representations.readouts_alt": {
        "fr": "Barres. Écart médian à la vraie place des villes cachées",
        "en": "Bars. Median distance of the hidden cities from their true place",
    },
    "representations.trained": {
        "fr": "modèle entraîné, villes neuves",
        "en": "trained model, new cities",
    },
    "representations.untrained": {
        "fr": "modèle non entraîné",
        "en": "untrained model",
    },
    "representations.shuffled": {
        "fr": "positions mélangées",
        "en": "shuffled positions",
    },
    "representations.wide": {
        "fr": "non entraîné, trop de nombres",
        "en": "untrained, too many numbers",
    },
    "representations.by_pair": {
        "fr": "non entraîné, partage par paires",
        "en": "untrained, split by pair",
    },
    "representations.by_city": {
        "fr": "non entraîné, partage par villes",
        "en": "untrained, split by city",
    },
    "representations.one_question": {
        "fr": "distances seules",
        "en": "distances only",
    },
    "representations.three_questions": {
        "fr": "trois questions",
        "en": "three questions",
    },
    "representations.afterwards": {
        "fr": "trois questions, villes apprises après coup",
        "en": "three questions, cities learnt afterwards",
    },
    "representations.moved": {
        "fr": "le long de la carte",
        "en": "along the map",
    },
    "representations.arbitrary": {
        "fr": "direction quelconque",
        "en": "arbitrary direction",
    },
    "representations.geometry": {
        "fr": "selon la géométrie",
        "en": "according to geometry",
    },
    "representations.dose": {
        "fr": "changement de distance selon la géométrie (km)",
        "en": "change of distance according to geometry (km)",
    },
    "representations.response": {
        "fr": "changement de la réponse (km)",
        "en": "change of the answer (km)",
    },
    "representations.mine": {
        "fr": "à moi, à toi, vide",
        "en": "mine, yours, empty",
    },
    "representations.players": {
        "fr": "premier, second, vide",
        "en": "first, second, empty",
    },
    "representations.untrained_network": {
        "fr": "réseau non entraîné",
        "en": "untrained network",
    },
    "representations.layer": {
        "fr": "couche",
        "en": "layer",
    },
    "representations.squares": {
        "fr": "cases bien lues",
        "en": "squares read rightly",
    },
    "representations.english": {
        "fr": "«\xa0The city of …\xa0»",
        "en": "“The city of …”",
    },
    "representations.french": {
        "fr": "«\xa0La ville de …\xa0»",
        "en": "“La ville de …”",
    },
    "representations.llm_title": {
        "fr": "SmolLM2, couche {layer}",
        "en": "SmolLM2, layer {layer}",
    },
    "representations.decay_error": {
        "fr": "Erreur sur des paires jamais vues (km)",
        "en": "Error on pairs never seen (km)",
    },
    "representations.decay_r2": {
        "fr": "R² de la sonde sur des villes neuves",
        "en": "R² of the probe on new cities",
    },
    "representations.decay": {
        "fr": "décroissance des poids",
        "en": "weight decay",
    },
    "representations.decay_one": {
        "fr": "{km}\xa0km, R² {r2}",
        "en": "{km} km, R² {r2}",
    },
    "representations.decay_alt": {
        "fr": "Deux courbes selon la décroissance des poids, médianes de plusieurs graines",
        "en": "Two curves against weight decay, medians of several seeds",
    },
    "representations.superposition_alt": {
        "fr": "Flèches partant d’un centre, une par trait gardé. Traits gardés",
        "en": "Arrows from a centre, one for each feature kept. Features kept",
    },
    "representations.dense": {
        "fr": "traits souvent présents",
        "en": "features often present",
    },
    "representations.sparse": {
        "fr": "traits rarement présents",
        "en": "features rarely present",
    },
    "representations.model": {
        "fr": "modèle",
        "en": "model",
    },
    "representations.east_west": {
        "fr": "EO",
        "en": "EW",
    },
    "representations.hidden_names": {
        "fr": "Paris, Kinshasa, Tokyo, São Paulo, Lagos, Sydney, New York, Le Caire",
        "en": "Paris, Kinshasa, Tokyo, São Paulo, Lagos, Sydney, New York, Cairo",
    },
    "representations.not_unit": {
        "fr": "{name} doit contenir des vecteurs de longueur 1 (voyez `cities.unit_vectors`, qui les fait des degrés) ; reçu : un vecteur de longueur {value}",
        "en": "{name} must hold vectors of length 1 (see `cities.unit_vectors`, which makes them of degrees); got a vector of length {value}",
    },
    "representations.constant": {
        "fr": "toutes les cibles sont égales : il n’y a pas de variance à expliquer",
        "en": "all targets are equal: there is no variance to explain",
    },
    "representations.told": {
        "fr": "{one} – {other}, {km}\xa0km",
        "en": "{one} – {other}, {km} km",
    },
    "representations.card.cities": {
        "fr": "villes sur la carte",
        "en": "cities on the map",
    },
    "representations.card.pair_error_km": {
        "fr": "erreur sur des paires jamais vues (km)",
        "en": "error on pairs never seen (km)",
    },
    "representations.card.parrot_error_km": {
        "fr": "erreur du perroquet sur ces paires (km)",
        "en": "the parrot’s error on these pairs (km)",
    },
    "representations.card.map_r2": {
        "fr": "R² de la carte, distances seules",
        "en": "R² of the map, distances only",
    },
    "representations.card.untrained_r2": {
        "fr": "R² dans un modèle jamais entraîné",
        "en": "R² in a model never trained",
    },
    "representations.card.three_r2": {
        "fr": "R² de la carte, trois questions",
        "en": "R² of the map, three questions",
    },
    "representations.card.dose_slope": {
        "fr": "pente des réponses quand on déplace une ville (géométrie\xa0: 1)",
        "en": "slope of the answers when a city is moved (geometry: 1)",
    },
    "representations.card.together_direction": {
        "fr": "directions justes pour les villes cachées (hasard\xa0: 12,5\xa0%)",
        "en": "right directions for the hidden cities (chance: 12.5%)",
    },
    "representations.card.one_answers_km": {
        "fr": "écart des villes cachées selon les réponses, distances seules (km)",
        "en": "hidden cities off by, from the answers, distances only (km)",
    },
    "representations.card.one_probe_km": {
        "fr": "écart des villes cachées selon la sonde, distances seules (km)",
        "en": "hidden cities off by, from the probe, distances only (km)",
    },
    "representations.card.llm_r2": {
        "fr": "R² de la carte dans le vrai modèle",
        "en": "R² of the map in the real model",
    },
    "representations.card.game_mine": {
        "fr": "cases du morpion bien lues",
        "en": "squares of tic-tac-toe read rightly",
    },
    "representations.wager_pairs": {"fr": "Des paires jamais lues : l’erreur", "en": "Pairs never read: the error"},
    "representations.wager_reading": {
        "fr": "La place des villes, lue par une sonde (R²)",
        "en": "The place of cities, read by a probe (R²)",
    },
    "representations.wager_push": {
        "fr": "Une ville déplacée sur la carte : la part suivie",
        "en": "A city moved on the map: the share followed",
    },
    "representations.opponent_copier": {"fr": "copieur", "en": "copier"},
    "representations.opponent_table": {"fr": "le tableau, sans réseau", "en": "the table, no network"},
    "representations.opponent_random": {"fr": "poussée au hasard", "en": "random push"},
}
