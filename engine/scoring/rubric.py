"""The ten dimensions, and what each of the five positions looks like in behaviour.

Owns the words that trainers and observers hold beside an answer, in Dutch and English. The content follows the
domain handbook 3.2 (behaviourally anchored, ten dimensions); the sentences are our own. Position 3 describes good
practice; 1 and 5 miss it on opposite sides; 2 and 4 lean. Counting is in `scorecard`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.scenario.model import DIMENSIONS
from engine.scoring.scale import Words


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing to look at. `anchors` holds a line for each of the five positions."""

    id: str
    name: Words
    question: Words
    anchors: Mapping[int, Words]


def dimension(dimension_id: str) -> Dimension:
    """The dimension with this id; KeyError when there is none."""
    return RUBRIC[dimension_id]


def _dimension(
    id_: str, name: tuple[str, str], question: tuple[str, str], *anchors: tuple[str, str]
) -> tuple[str, Dimension]:
    lines = {position: Words(*anchor) for position, anchor in enumerate(anchors, 1)}
    return id_, Dimension(id_, Words(*name), Words(*question), lines)


RUBRIC: Mapping[str, Dimension] = dict(
    (
        _dimension(
            "d1",
            ("Terughoudendheid", "Restraint"),
            (
                "Is men zichtbaar zonder het podium te zoeken?",
                "Are they visible without looking for a stage?",
            ),
            (
                "Is nergens te vinden of legt iedereen het zwijgen op.",
                "Is nowhere to be found, or silences everybody.",
            ),
            (
                "Laat alleen een paar geschreven regels uitgaan.",
                "Only puts out a few written lines.",
            ),
            (
                "Spreekt kort en rustig, geeft ruimte aan wie aan het werk is en zegt wie waarover gaat.",
                "Speaks briefly and calmly, gives room to those at work and says who speaks on what.",
            ),
            (
                "Staat meer media te woord dan nodig; de eigen mening sluipt mee.",
                "Talks to more media than needed; own opinions slip in.",
            ),
            (
                "Zoekt camera en publiek en geeft doorlopend commentaar, ook op andermans werk.",
                "Seeks camera and audience with running comment, on the work of others too.",
            ),
        ),
        _dimension(
            "d2",
            ("Feitelijkheid", "Facts"),
            (
                "Blijft uit elkaar wat vaststaat, wat onbekend is en wat men vermoedt?",
                "Are known facts, unknowns and guesses kept apart?",
            ),
            (
                "Ontkent of maakt het klein; er valt niets te controleren.",
                "Denies or plays it down; nothing can be checked.",
            ),
            (
                "Blijft vaag, ook over wat al wel vaststaat.",
                "Stays vague, even on what is already established.",
            ),
            (
                "Zegt wat bekend is, wat niet, en wanneer er meer te zeggen valt.",
                "Says what is known, what is not, and when there will be more.",
            ),
            (
                "Laat een aanname klinken als een feit.",
                "Lets an assumption sound like a fact.",
            ),
            (
                "Speculeert hardop over oorzaak, schuld of falende zorg.",
                "Speculates aloud on cause, guilt or failing care.",
            ),
        ),
        _dimension(
            "d3",
            ("Vertrouwen in professionals", "Trust in professionals"),
            (
                "Krijgen professionals steun én blijft er ruimte om vragen te stellen?",
                "Do professionals get support while questions stay possible?",
            ),
            (
                "Sluit de rijen; elke vraag over het werk is ongepast.",
                "Closes ranks; any question about the work is out of place.",
            ),
            (
                "Prijst de mensen en gaat aan de vraag voorbij.",
                "Praises the people and passes over the question.",
            ),
            (
                "Staat achter de mensen, let op hoe het met hen gaat en wil later met hen leren.",
                "Stands by the people, looks after them and wants to learn with them later.",
            ),
            (
                "Laat twijfel doorklinken en wil weten wat deze ene hulpverlener deed.",
                "Lets doubt show and wants to know what this one worker did.",
            ),
            (
                "Neemt het over, stelt mensen op non-actief of trekt hun vakmanschap in twijfel.",
                "Takes over, suspends people or questions their competence.",
            ),
        ),
        _dimension(
            "d4",
            ("Medeleven", "Compassion"),
            (
                "Is er een oprecht woord voor iedereen die geraakt is?",
                "Is there a sincere word for everyone who is affected?",
            ),
            (
                "Geen menselijk woord; het gaat alleen over procedure, kosten of praktische zaken.",
                "No human word; it is all procedure, cost or practicalities.",
            ),
            (
                "Een standaardzin, zonder dat duidelijk is voor wie.",
                "A stock phrase, without saying for whom.",
            ),
            (
                "Oprecht en concreet, met oog voor familie, buren, klasgenoten en medewerkers.",
                "Sincere and concrete, with an eye for family, neighbours, classmates and staff.",
            ),
            (
                "De emotie krijgt de overhand; de boodschap raakt zoek.",
                "Emotion takes over; the message gets lost.",
            ),
            (
                "Zet het verdriet in als drukmiddel of verbindt er een belofte of eis aan.",
                "Uses the grief as leverage, or ties a promise or demand to it.",
            ),
        ),
        _dimension(
            "d5",
            ("Niet escaleren", "No escalation"),
            (
                "Wordt de spanning benoemd zonder iemand de schuld te geven?",
                "Is the tension named without blaming anyone?",
            ),
            (
                "Maakt de onrust belachelijk of schuift die van zich af.",
                "Belittles the unrest or pushes it away.",
            ),
            (
                "Gaat het gesprek over de onrust uit de weg.",
                "Avoids talking about the unrest.",
            ),
            (
                "Erkent boosheid en angst, wijst niemand aan en houdt mensen bij elkaar.",
                "Acknowledges anger and fear, points at nobody and keeps people together.",
            ),
            (
                "Stelt een vraag waar het verwijt al in zit.",
                "Asks a question that already holds the blame.",
            ),
            (
                "Noemt een schuldige, vraagt om vertrek of zet groepen tegen elkaar op.",
                "Names a culprit, calls for resignations or sets groups against each other.",
            ),
        ),
        _dimension(
            "d6",
            ("Structureel leren", "Structural learning"),
            (
                "Krijgt leren een moment en een vorm, los van deze ene zaak?",
                "Does learning get a time and a form, apart from this one case?",
            ),
            (
                "Het was een incident; er valt niets te leren en het boek gaat dicht.",
                "It was an incident; there is nothing to learn and the book is closed.",
            ),
            (
                "Er wordt 'wel naar gekeken', zonder wanneer of hoe.",
                "It will 'be looked at', without when or how.",
            ),
            (
                "Na de eerste drukte, met partners, op zoek naar patronen; datum en vorm liggen vast.",
                "After the first rush, with partners, looking for patterns; date and form are set.",
            ),
            (
                "Wil nu al lessen trekken, en uit deze ene zaak.",
                "Wants lessons now already, and from this one case.",
            ),
            (
                "Gooit het hele stelsel om vanwege één zaak.",
                "Overturns the whole system over one case.",
            ),
        ),
        _dimension(
            "d7",
            ("Rolvastheid", "Keeping to one's role"),
            (
                "Doet men wat de eigen rol vraagt en verwijst men voor de rest?",
                "Do they do what their role asks, and refer for the rest?",
            ),
            (
                "Laat de eigen taak liggen en verwijst ook niet door.",
                "Leaves their own task undone and refers nobody on.",
            ),
            (
                "Vat de eigen rol zo smal op dat er een gat valt.",
                "Takes their role so narrowly that a gap appears.",
            ),
            (
                "Benoemt de eigen taak, voert die uit en zegt wie over het andere gaat.",
                "Names their own task, does it and says who is responsible for the rest.",
            ),
            (
                "Leunt over het hek: vraagt of regelt net wat van een ander is.",
                "Leans over the fence: asks or arranges what is just another's business.",
            ),
            (
                "Handelt buiten de eigen bevoegdheid: zelf onderzoek doen, hulpverleners bellen, opsporing sturen.",
                "Acts beyond their powers: own inquiry, phoning care workers, directing the police inquiry.",
            ),
        ),
        _dimension(
            "d8",
            ("Tijdige informatie", "Timely information"),
            (
                "Weten raad en inwoners op tijd genoeg, en allemaal hetzelfde?",
                "Do council and residents know enough in time, and all the same?",
            ),
            (
                "Raad en inwoners lezen het in de krant; er komt geen moment waarop ze iets horen.",
                "Council and residents read it in the paper; no time is set for hearing more.",
            ),
            (
                "Het bericht komt laat en zegt weinig.",
                "The message comes late and says little.",
            ),
            (
                "Kort en op tijd, voor iedereen gelijk, met het volgende moment erbij.",
                "Short, in time, equal for all, with the next moment fixed.",
            ),
            (
                "Is te vroeg: nog niet afgestemd met de partners.",
                "Is too early: not yet agreed with the partners.",
            ),
            (
                "Deelt alles, geeft stukken door of is partners en familie voor.",
                "Shares everything, passes documents on or gets ahead of partners and family.",
            ),
        ),
        _dimension(
            "d9",
            ("Privacy", "Privacy"),
            (
                "Is duidelijk waar de grens ligt, waarom, en wat wel gezegd kan worden?",
                "Is it clear where the limit lies, why, and what can be said?",
            ),
            (
                "Privacy als schild: ook over de gang van zaken in het algemeen geen woord.",
                "Privacy as a shield: not a word, even on how things work in general.",
            ),
            (
                "Weigert met een zwakke reden en zegt niet wat wel kan.",
                "Refuses with a weak reason and does not say what is possible.",
            ),
            (
                "Noemt de grens en de reden, en vertelt wat wel kan.",
                "Names the limit and the reason, and tells what can be told.",
            ),
            (
                "Geeft hints waarmee iemand te vinden is.",
                "Drops hints by which someone can be found.",
            ),
            (
                "Bevestigt hulp, diagnose, melding of dossier, of maakt bekend om wie het gaat.",
                "Confirms help, a diagnosis, a report or a file, or discloses who it is.",
            ),
        ),
        _dimension(
            "d10",
            ("Proportionaliteit", "Proportionality"),
            (
                "Past de maatregel bij wat er is, en ligt vast wanneer die weer stopt?",
                "Does the measure fit the facts, and is its end fixed?",
            ),
            (
                "Doet niets terwijl er duidelijk iets nodig is.",
                "Does nothing where something is plainly needed.",
            ),
            (
                "Doet iets wat te licht is of te laat komt.",
                "Does something too light or too late.",
            ),
            (
                "Gericht en zo licht als kan, met einddatum; bijwerkingen zijn benoemd en iemand bouwt het af.",
                "Targeted, as light as can be, with an end date; side effects are named and someone dismantles it.",
            ),
            (
                "Neemt het breed en zonder einddatum.",
                "Goes broad, without an end date.",
            ),
            (
                "Een maatregel voor iedereen en voor altijd, op grond van één zaak.",
                "A measure for everyone and for ever, on the strength of one case.",
            ),
        ),
    )
)
"""Dimension id → dimension, in the order of the handbook."""

if tuple(RUBRIC) != DIMENSIONS:
    raise AssertionError("the rubric and the scenario format name different dimensions")
