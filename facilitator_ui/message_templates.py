"""Beginnings of messages that a trainer makes up on the spot.

Owns ten that come up in nearly every exercise about a calamity (handbook 3.3, 4.3, 6.2: the questions, leaks and
rumours that feed unrest, and the facts that calm it). Words between brackets are for the trainer to fill in.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.scenario.model import Channel


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """What the form starts with; the trainer chooses who gets it and changes whatever is needed."""

    name: str
    channel: Channel
    sender: str
    title: str
    body: str


MESSAGE_TEMPLATES: tuple[MessageTemplate, ...] = (
    MessageTemplate(
        "Journalist belt terug",
        "phone",
        "[naam], [krant of omroep]",
        "‘Ik ga over tien minuten live’",
        "U zou mij terugbellen. Over tien minuten ben ik in de uitzending. Wat kan ik namens u zeggen? Als ik niets "
        "hoor, zeg ik dat de gemeente niet wil reageren.",
    ),
    MessageTemplate(
        "Bewoner mailt",
        "email",
        "[naam], [straat]",
        "Mijn kind durft niet naar school",
        "Wij wonen twee straten verder. Mijn dochter slaapt niet en ik weet niet wat ik haar moet vertellen. Komt er "
        "iemand van de gemeente langs? En bij wie kunnen wij terecht?",
    ),
    MessageTemplate(
        "Raadslid appt",
        "message",
        "[naam], raadslid",
        "",
        "Ik krijg de ene vraag na de andere uit het dorp. Wat mag ik zeggen, en wanneer hoor ik meer? Ik lees liever "
        "niet alles eerst in de krant.",
    ),
    MessageTemplate(
        "Inspectie meldt zich",
        "phone",
        "Inspectie",
        "Kennisgeving",
        "Wij hebben de melding ontvangen en beslissen deze week of de instelling het zelf onderzoekt of wij. Tot die "
        "tijd doen wij geen mededelingen. Wij vragen u niets te doen wat dat onderzoek doorkruist.",
    ),
    MessageTemplate(
        "Politie: gerucht klopt niet",
        "message",
        "Teamchef basisteam",
        "",
        "Ter informatie: wat rondgaat over [gerucht] klopt niet. Dit mag u zo zeggen. Over de rest van het onderzoek "
        "zegt het Openbaar Ministerie iets, en wij niet.",
    ),
    MessageTemplate(
        "Officier vraagt terughouding",
        "phone",
        "Officier van justitie",
        "Verzoek om terughouding",
        "Er loopt een onderzoek. Ik vraag u niets te zeggen over de toedracht of over wie erbij betrokken zijn. Wat u"
        " doet voor de buurt en de school kunt u natuurlijk wel vertellen.",
    ),
    MessageTemplate(
        "School vraagt hulp",
        "phone",
        "[naam], directeur van de school",
        "‘De ouders staan op het plein’",
        "Er staan vijftig ouders op het plein en twee ploegen met een camera. Ik kan dit niet alleen. Wie komt er, en"
        " wat zeg ik morgenochtend in de klas?",
    ),
    MessageTemplate(
        "Talkshow nodigt uit",
        "tv",
        "Redactie [programma]",
        "Uitnodiging voor vanavond",
        "Wij willen u vanavond aan tafel over wat er is gebeurd. Er zit ook een deskundige die vindt dat dit te "
        "voorkomen was. Wij horen graag binnen een kwartier of u komt.",
    ),
    MessageTemplate(
        "Medewerker mailt intern",
        "email",
        "[naam], sociaal team",
        "Dit raakt ons allemaal",
        "Het team zit bij elkaar en is stil. Er wordt gebeld door de pers, ook op privénummers. Mogen wij weten wie "
        "er voor ons staat? En of iemand ons iets gaat verwijten?",
    ),
    MessageTemplate(
        "Geen nieuws vandaag",
        "note",
        "Trainer",
        "Het blijft stil",
        "Er komt vandaag geen nieuws meer van politie of inspectie. Wat doet u met die stilte?",
    ),
)
