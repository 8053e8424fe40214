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
    "representations.nothing_known": {
        "fr": "{name} ne contient que des trous (NaN)\xa0: il faut au moins une distance connue",
        "en": "{name} holds nothing but gaps (NaN): at least one distance must be known",
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
    "representations.answers": {
        "fr": "selon ses réponses",
        "en": "by its own answers",
    },
    "representations.cities_read": {
        "fr": "{count} villes, chacune reliée à sa vraie place\xa0; la moitié sont à moins de {km}\xa0km",
        "en": "{count} cities, each joined to its true place; half of them are within {km} km",
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
    "representations.moved": {
        "fr": "le long de la carte",
        "en": "along the map",
    },
    "representations.borrowed": {
        "fr": "poussée d’un autre lieu",
        "en": "another place’s push",
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
    "representations.layer": {
        "fr": "couche",
        "en": "layer",
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
    "representations.east_west": {
        "fr": "EO",
        "en": "EW",
    },
    "representations.not_unit": {
        "fr": "{name} doit contenir des vecteurs de longueur 1 (voyez `cities.unit_vectors`, qui les tire des degrés)\xa0; reçu\xa0: un vecteur de longueur {value}",
        "en": "{name} must hold vectors of length 1 (see `cities.unit_vectors`, which makes them of degrees); got a vector of length {value}",
    },
    "representations.constant": {
        "fr": "toutes les cibles sont égales\xa0: il n’y a pas de variance à expliquer",
        "en": "all targets are equal: there is no variance to explain",
    },
    "representations.told": {
        "fr": "{one} – {other}, {km}\xa0km",
        "en": "{one} – {other}, {km} km",
    },
    "representations.sea.0": {
        "fr": "autour de 0°",
        "en": "around 0°",
    },
    "representations.sea.180": {
        "fr": "autour de 180°",
        "en": "around 180°",
    },
    "representations.sea.E": {
        "fr": "autour de 90° E",
        "en": "around 90° E",
    },
    "representations.sea.W": {
        "fr": "autour de 90° O",
        "en": "around 90° W",
    },
    "representations.sea.N": {
        "fr": "mer du Nord",
        "en": "northern sea",
    },
    "representations.sea.S": {
        "fr": "mer du Sud",
        "en": "southern sea",
    },
    "representations.islands_read": {
        "fr": "{count} îles, chacune reliée à sa vraie place\xa0; la moitié sont à moins de {km}\xa0km",
        "en": "{count} islands, each joined to its true place; half of them are within {km} km",
    },
    "representations.compasses": {
        "fr": "d’après les phrases, au compas",
        "en": "from the sentences, with compasses",
    },
    "representations.alike": {
        "fr": "à la place de la plus ressemblante",
        "en": "in the place of the one most alike",
    },
    "representations.readouts_one": {
        "fr": "l’île la plus ressemblante est à {alike}\xa0km, les réponses tombent à {answers}\xa0km",
        "en": "the island most alike is {alike} km off, the answers {answers} km",
    },
    "representations.cities": {
        "fr": "villes",
        "en": "cities",
    },
    "representations.islands": {
        "fr": "îles",
        "en": "islands",
    },
    "representations.rival.constant": {
        "fr": "toujours la même distance",
        "en": "always the same distance",
    },
    "representations.rival.parrot": {
        "fr": "perroquet, distances moyennes",
        "en": "parrot, mean distances",
    },
    "representations.rival.neighbour": {
        "fr": "copieur d’une ligne",
        "en": "copier of one row",
    },
    "representations.rival.copier": {
        "fr": "meilleur copieur",
        "en": "best copier",
    },
    "representations.rival.network": {
        "fr": "réseau",
        "en": "network",
    },
    "representations.rival.combiner": {
        "fr": "combineur de lignes",
        "en": "combiner of rows",
    },
    "representations.rival.completion": {
        "fr": "complétion de matrice",
        "en": "matrix completion",
    },
    "representations.rival.geometry": {
        "fr": "qui tient la carte",
        "en": "whoever holds the map",
    },
    "representations.pair_error": {
        "fr": "erreur sur des paires jamais vues (km)",
        "en": "error on pairs never seen (km)",
    },
    "representations.rivals_alt": {
        "fr": "Barres, échelle logarithmique. Erreur moyenne de chaque adversaire",
        "en": "Bars on a logarithmic scale. Mean error of each rival",
    },
    "representations.at_once": {
        "fr": "îles, tout dès le début",
        "en": "islands, told all at once",
    },
    "representations.plateau_alt": {
        "fr": "Courbes. Erreur sur des paires jamais vues, en km, au fil des pas",
        "en": "Curves. Error on pairs never seen, in km, step by step",
    },
    "representations.hidden_off": {
        "fr": "Écart à la vraie place (médiane)\xa0:",
        "en": "From the true place (median):",
    },
    "representations.hidden_near": {
        "fr": "Erreur sur les voisines\xa0:",
        "en": "Error on the neighbours:",
    },
    "representations.table": {
        "fr": "lignes du tableau, sans réseau",
        "en": "rows of the table, no network",
    },
    "representations.alike.index": {
        "fr": "Rendez le numéro d’un lieu, un seul entier\xa0; le vôtre est {value}.",
        "en": "Return the number of a place, a single integer; yours is {value}.",
    },
    "representations.alike.self": {
        "fr": "C’est le lieu lui-même, qui se ressemble parfaitement\xa0: écartez-le.",
        "en": "That is the place itself, which is perfectly like itself: leave it out.",
    },
    "representations.alike.different": {
        "fr": "C’est la ligne qui diffère le plus\xa0: cherchez la plus petite différence.",
        "en": "That is the row that differs most: look for the smallest difference.",
    },
    "representations.alike.sum": {
        "fr": "Vous favorisez les lignes qui ont peu de colonnes communes\xa0: une somme grandit avec leur nombre. Prenez la moyenne.",
        "en": "You favour the rows with few columns in common: a sum grows with their number. Take the mean.",
    },
    "representations.alike.sign": {
        "fr": "Des écarts de signes contraires se compensent\xa0: prenez leur valeur absolue.",
        "en": "Differences of opposite signs cancel: take their absolute value.",
    },
    "representations.alike.other": {
        "fr": "Essayez un autre lieu que le premier, et une ligne où une seule distance est égale : la moyenne des écarts décide, sur les seules colonnes que les deux lignes connaissent.",
        "en": "Try another place than the first, and a row with a single equal distance: the mean of the differences decides, over the columns alone that both rows know.",
    },
    "representations.alike.wrong": {
        "fr": "Une autre ligne diffère moins, en moyenne, dans les colonnes que les deux connaissent.",
        "en": "Another row differs less, on average, in the columns that both know.",
    },
    "representations.card.cities_network_km": {
        "fr": "villes\xa0: erreur du réseau sur des paires jamais vues (km)",
        "en": "cities: error of the network on pairs never seen (km)",
    },
    "representations.card.cities_copier_km": {
        "fr": "villes\xa0: erreur du meilleur copieur (km)",
        "en": "cities: error of the best copier (km)",
    },
    "representations.card.map_r2": {
        "fr": "villes\xa0: R² de la carte dans le réseau",
        "en": "cities: R² of the map in the network",
    },
    "representations.card.table_r2": {
        "fr": "villes\xa0: R² de la carte dans le tableau brut",
        "en": "cities: R² of the map in the bare table",
    },
    "representations.card.islands_network_km": {
        "fr": "îles\xa0: erreur du réseau (km)",
        "en": "islands: error of the network (km)",
    },
    "representations.card.islands_copier_km": {
        "fr": "îles\xa0: erreur du meilleur copieur (km)",
        "en": "islands: error of the best copier (km)",
    },
    "representations.card.islands_geometry_km": {
        "fr": "îles\xa0: erreur de qui tient la carte (km)",
        "en": "islands: error of whoever holds the map (km)",
    },
    "representations.card.island_r2": {
        "fr": "îles\xa0: R² de la carte dans le réseau",
        "en": "islands: R² of the map in the network",
    },
    "representations.card.dose_slope": {
        "fr": "îles\xa0: pente des réponses quand on en déplace une (géométrie\xa0: 1)",
        "en": "islands: slope of the answers when one is moved (geometry: 1)",
    },
    "representations.card.cities_slope": {
        "fr": "villes\xa0: la même pente",
        "en": "cities: the same slope",
    },
    "representations.card.near_network_km": {
        "fr": "îles cachées\xa0: erreur du réseau sur leurs voisines (km)",
        "en": "hidden islands: error of the network on their neighbours (km)",
    },
    "representations.card.near_copier_km": {
        "fr": "îles cachées\xa0: erreur du meilleur copieur (km)",
        "en": "hidden islands: error of the best copier (km)",
    },
    "representations.card.llm_r2": {
        "fr": "R² de la carte dans le vrai modèle",
        "en": "R² of the map in the real model",
    },
    "representations.wager_cities": {
        "fr": "Des villes, sur des paires jamais lues\xa0: l’erreur",
        "en": "Cities, on pairs never read: the error",
    },
    "representations.wager_islands": {
        "fr": "Des îles, sur des paires jamais lues\xa0: l’erreur",
        "en": "Islands, on pairs never read: the error",
    },
    "representations.wager_near": {
        "fr": "Des îles cachées à leurs voisines\xa0: l’erreur",
        "en": "From hidden islands to their neighbours: the error",
    },
    "representations.wager_push": {
        "fr": "Une île déplacée sur la carte\xa0: la part suivie",
        "en": "An island moved on the map: the share followed",
    },
    "representations.opponent_copier": {"fr": "copieur", "en": "copier"},
    "representations.opponent_combiner": {"fr": "combineur", "en": "combiner"},
    "representations.opponent_neighbour": {"fr": "copieur d’une ligne", "en": "copier of one row"},
    "representations.opponent_borrowed": {"fr": "poussée d’une autre île", "en": "another island’s push"},
}
