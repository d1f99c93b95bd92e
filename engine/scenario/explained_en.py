"""Every key of a scenario in English: the same tables and keys as `explained`, in the same order.

Owns only these words. They stand in `docs/scenario-format.md`; an editor shows the Dutch ones.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.scenario.explained import Words

ENGLISH: Mapping[str, Mapping[str, Words]] = {
    "top": {
        "format": Words("Version of the format", "Always 1."),
        "scenario": Words("The scenario", "What it is: fixed id, title, makers and objectives."),
        "include": Words(
            "Shared files", "Files in lib with roles, teams, forms, media and rubrics that scenarios share."
        ),
        "parameters": Words("Local words", "Words you change per municipality. In texts you write {{ name }}."),
        "state": Words(
            "Variables",
            "What changes during the exercise, beside the seven meters. Conditions and effects use these names.",
        ),
        "roles": Words("Roles", "Who plays, each with a fixed id."),
        "teams": Words("Teams", "Roles that sit together. A role is in one team at most."),
        "phases": Words("Phases", "The programme, in order."),
        "forms": Words("Forms", "What a player is asked to give back."),
        "media": Words(
            "Media", "Pictures, sound, films and documents that belong to messages. The files are in media/."
        ),
        "facts": Words("Facts", "What there is to know, how certain it is, and with whom it may be shared."),
        "rubrics": Words("Rubrics", "What a trainer looks for in an answer, for each objective."),
        "escalations": Words("Escalation moments", "The moments the evening turns on."),
        "injects": Words("Messages", "The script, in order."),
        "debrief": Words("Debrief", "Questions for afterwards."),
    },
    "scenario": {
        "id": Words("Fixed id", "Small letters, digits, - and _. Do not change it once it has been played."),
        "title": Words("Title", "Stands on every screen."),
        "version": Words("Your version", 'Your own version number, in quotes: "1.0".'),
        "language": Words("Language", "The language of the texts: nl or en."),
        "authors": Words("Makers", "A list of names."),
        "license": Words("Licence", "An SPDX id, such as CC-BY-4.0."),
        "summary": Words("Summary", "A few sentences about what happens."),
        "objectives": Words("Objectives", "For each an id and one sentence: what the exercise trains."),
        "starts": Words("Where the story begins", "Story time of the first moment, such as dag 1 16:40."),
        "first_day": Words("Weekday of day 1", "Such as zaterdag. Without this key it is maandag."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "parameter": {
        "type": Words("Sort", "text (usual), number (a whole number) or choice (one of a few words)."),
        "label": Words("Description", "What the trainer reads beside this word."),
        "options": Words("Possible words", "Only for a choice: the words of which the trainer picks one."),
        "default": Words("Usual word", "Stands in the texts as long as nobody chooses another."),
        "min": Words("Smallest number", "Only for a number."),
        "max": Words("Most characters, or largest number", "For a text 200 characters unless it says otherwise."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "state": {
        "type": Words("Sort", "yesno (yes or no), number (a whole number) or choice (one of a few words)."),
        "options": Words("Possible values", "Only for a choice: the words of which one holds."),
        "start": Words("Value at the start", "What it is when the exercise begins."),
        "min": Words("Smallest value", "Only for a number; it stops there."),
        "max": Words("Largest value", "Only for a number; it stops there."),
        "random": Words(
            "Chance", "Only when rehearsing: weights ({west: 70, oost: 30}), or for a number {from: 1, to: 6}."
        ),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "random": {
        "from": Words("From", "The lowest number that may be drawn."),
        "to": Words("To", "The highest number that may be drawn."),
    },
    "role": {
        "title": Words("Function", "Such as Burgemeester."),
        "name": Words("Name", "The made-up person, for one chair. Choose a name that nobody in the hall has."),
        "party": Words("Party", "A made-up party; with more chairs all share it."),
        "seats": Words("Chairs", "How many people play this role, 1 to 40. Usually 1."),
        "names": Words("Names", "With more chairs: one name for each."),
        "parties": Words("Parties", "With more chairs: one party for each."),
        "group": Words("Group in reports", "The word for this role in the report; roles may share it."),
        "organ": Words(
            "Place in the administration",
            "raad, college, griffie, organisatie, partner, pers or bewoner. check then sees whether a question fits.",
        ),
        "does": Words("Task", "What this role does, spoken to the player."),
        "may": Words("May", "A list of sentences."),
        "may_not": Words("May not", "A list of sentences."),
        "ladders": Words("Ladders", "Which ladders this role may move: ave, onrustfase, grip and rdm."),
        "knows": Words("Knows at the start", "Where this role is and what it knows when the exercise begins."),
        "override": Words("Replaces a shared one", "yes: takes the place of what an included file has under this id."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "team": {
        "title": Words("Name of the team", "As players read it."),
        "room": Words("Room", "Where the team sits."),
        "roles": Words("Roles", "The roles in this team."),
        "override": Words("Replaces a shared one", "yes: takes the place of what an included file has under this id."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "phase": {
        "id": Words("Fixed id", "Messages refer to it with phase."),
        "title": Words("Title", "Stands on every screen as long as the phase lasts."),
        "kind": Words(
            "Sort", "simulation (usual), plenary (together), group (in groups), break, or knowledge (explanation)."
        ),
        "session": Words("Length in the hall", "From 1 minute to 8 hours, such as 30 min."),
        "clock": Words("Story clock", "From which to which moment of the story this phase runs."),
        "stage": Words(
            "Stage", "acuut, dag, nafase or rapport. Without this key it follows from the time since the start."
        ),
        "end": Words("End", "facilitator (usual: waits for the trainer) or auto (ends by itself)."),
        "intro": Words("Introduction", "Shown to everybody when the phase begins."),
        "bands": Words(
            "Expected on the ladders",
            "Which step fits from here on, such as {onrustfase: 2, ave: [3, 4], grip: 0}. Only the trainer sees it.",
        ),
        "label": Words("Word for the day", "Stands in place of the weekday, such as acht maanden later."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "clock": {
        "from": Words("From", "Story time at the beginning of the phase, such as dag 1 16:40."),
        "to": Words("To", "Story time at the end of the phase. Or use speed."),
        "speed": Words("Speed", "stil, or for example 10x: ten minutes of story in one minute in the hall."),
    },
    "form": {
        "kind": Words(
            "Sort", "text (own words), choice, checklist (ticks), worksheet, assessment (a number) or statement."
        ),
        "question": Words("Question", "What the player reads above the answer. A worksheet can do without."),
        "options": Words("Options", "For a choice or a checklist: for each an id and what the player reads."),
        "positions": Words(
            "Place on the scale",
            "Only for a choice: for each option 1 (far too little) to 5 (full reflex); 3 is proportional.",
        ),
        "min": Words("Fewest ticks", "Only for a checklist. Usually 1; with 0 it may stay empty."),
        "max": Words(
            "Most characters, or ticks",
            "For a text 2000 characters unless it says otherwise; for a checklist the number of ticks.",
        ),
        "template": Words(
            "Ready-made worksheet",
            "Only for a worksheet: bob, stappenplan, onrustfase, raadsbericht, maatregel, geheimhouding or motie.",
        ),
        "fields": Words("Fields", "Only for a worksheet. An id of the template replaces that field; another is added."),
        "scale": Words("Scale", "Only for an assessment: from which to which number, with words at both ends."),
        "seconds": Words("Speaking time", "Only for a statement: how many seconds there are. Usually 90."),
        "override": Words("Replaces a shared one", "yes: takes the place of what an included file has under this id."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "field": {
        "label": Words("Question", "What the player reads above this field."),
        "kind": Words("Sort", "text (own words), choice (one of a few) or checklist (ticks)."),
        "required": Words("Required", "yes: without this field the worksheet cannot be sent."),
        "options": Words("Options", "For a choice or a checklist: for each an id and what the player reads."),
        "min": Words("Fewest ticks", "Only for a checklist. A field that is not required may always stay empty."),
        "max": Words("Most", "For a text characters, usually 1000. For a checklist ticks, usually all options."),
        "step": Words("Step", "The heading this field stands under. Without this key it is that of the field before."),
    },
    "scale": {
        "from": Words("From", "The lowest number, such as 1."),
        "to": Words("To", "The highest number, such as 5."),
        "low": Words("Word at the lowest", "Such as helemaal niet."),
        "high": Words("Word at the highest", "Such as helemaal wel."),
    },
    "medium": {
        "file": Words("File", "The path in the folder of the scenario, such as media/rook.jpg."),
        "alt": Words("Description", "What there is to see or hear, for who cannot see or hear it."),
        "credit": Words("Maker", "Who made it; stands beside the picture."),
        "license": Words("Licence", "An SPDX id, or how you have the right to use it."),
        "captions": Words("Captions", "Only for a film: a vtt file, such as media/journaal.nl.vtt."),
        "transcript": Words("Transcript", "For sound and film: what is said."),
        "length": Words("Length", "For sound and film, such as 45 s."),
        "override": Words("Replaces a shared one", "yes: takes the place of what an included file has under this id."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "fact": {
        "text": Words("Text", "One sentence, as the player reads it."),
        "status": Words("Certainty", "feit (certain), vermoeden (likely) or gerucht (somebody says so)."),
        "share": Words(
            "May be shared with",
            "niemand (nobody), team, raad_geheim (council in private), raad_openbaar or pers (everybody).",
        ),
        "known_by": Words("Who knows", "Roles, teams or all that know this at the start; it stands on their card."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "rubric": {
        "objective": Words("Objective", "The id of the objective this belongs to."),
        "criteria": Words("Criteria", "For each an id, a label and the levels."),
        "override": Words("Replaces a shared one", "yes: takes the place of what an included file has under this id."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "criterion": {
        "label": Words("Label", "What you look for."),
        "levels": Words("Levels", "From least to most, such as [niet, deels, ja]."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "escalation": {
        "title": Words("Title", "What this moment is called, on the desk and in the report."),
        "expects": Words("What you expect", "One sentence for the trainer: what a proportional response looks like."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "inject": {
        "id": Words("Fixed id", "Other messages and effects refer to it."),
        "number": Words("Number", "On the desk, such as 05. Without this key it is the place in the file."),
        "phase": Words("Phase", "The id of the phase in which the message comes."),
        "at": Words(
            "Moment",
            "+7 min after the phase began, or a story time such as dag 1 17:30. Choose one: at, after, when, manual.",
        ),
        "after": Words(
            "After something else", "That long after a message, after the first answer to it, or after a phase."
        ),
        "when": Words(
            "As soon as this is true",
            "A condition, such as mediadruk >= 30. The message comes once, unless it may repeat.",
        ),
        "delay": Words("Wait", "Only beside when: that much later, such as 3 min."),
        "spread": Words("Spread", "Only beside when: the wait is drawn, at most so much shorter or longer."),
        "manual": Words("By hand", "yes: the message comes only when the trainer or an effect sends it."),
        "offered": Words("To begin oneself", "yes: those it is for begin it themselves, under Zelf doen."),
        "repeat": Words("Comes again", "Only for when and manual: yes (five times in all) or how often, 2 to 9."),
        "until": Words("Not after", "As at. If the message was not sent by then, it lapses; by hand it still can be."),
        "priority": Words("Priority", "1 to 9, usually 5. What has 1 goes first when several come at once."),
        "release": Words(
            "Release", "auto (usual: follows the mode), confirm (always waits for GO) or manual (by hand only)."
        ),
        "if": Words("Only if", "A condition at the moment of sending. If it is not true, the message is set aside."),
        "channel": Words("Channel", "How the message comes in."),
        "live": Words(
            "Played call", "yes: somebody of the staff plays the caller. The text is then the script, for them alone."
        ),
        "from": Words("Sender", "From whom it comes, as the player reads it."),
        "to": Words(
            "To", "A role, team and an id, all (every player), plenary (projector), facilitator (trainer), or a list."
        ),
        "title": Words("Heading", "At most 60 characters fit on a phone."),
        "body": Words("Text", "What the player reads."),
        "variants": Words(
            "Variants", "A list of title and body with an if; the first that is true when it is sent counts."
        ),
        "note": Words("For the trainer", "Only the trainer reads this."),
        "media": Words("Media", "The ids of the pictures, sound, film or document with this message."),
        "facts": Words("Facts", "The ids of the facts that this message tells."),
        "quotes": Words(
            "Shows answers",
            "The id of an earlier message. What was sent on of it, all read here; else each reads the own answer.",
        ),
        "dimensions": Words("Dimensions", "What to look at when scoring: d1 to d10."),
        "escalation": Words("Escalation moment", "The id of the moment this message belongs to."),
        "optional": Words("May be dropped", "yes: the trainer may drop it when time runs out."),
        "carry": Words("Stays open", "yes: it stays open when the phase ends. Otherwise it lapses."),
        "bands": Words("Expected on the ladders", "Which step fits once this message is there; as with a phase."),
        "effects": Words("Effects", "What changes when the message has been delivered."),
        "response": Words("Answer asked", "Who answers, with which form and within which time."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "variant": {
        "if": Words("Only if", "A condition at the moment of sending. The last variant has none."),
        "title": Words("Heading", "In place of the heading of the message."),
        "body": Words("Text", "In place of the text of the message."),
    },
    "after": {
        "inject": Words("After delivery of", "The id of the other message."),
        "answer": Words("After the first answer to", "The id of a message that asks for an answer."),
        "phase": Words("After the end of", "The id of a phase that comes before that of this message."),
        "delay": Words("Wait", "That much later, such as 3 min."),
        "spread": Words("Spread", "The wait is drawn: at most so much shorter or longer, in whole seconds."),
    },
    "response": {
        "form": Words("Form", "The id of a form."),
        "by": Words(
            "By",
            "A role, all, each team and an id (every chair by itself), team and an id (one answer), or a list.",
        ),
        "deadline": Words("Within", "How long they have, such as 2 min."),
        "answers": Words("After an answer", "For each option its effects; any stands for every answer."),
        "no_answer": Words("Without an answer", "The effects when the time is over and nothing came."),
        "rubric": Words("Rubric", "What to look for: rubric.criterion, or a list of these."),
        "minutes": Words("In the minutes", "yes, or the ids of the fields of the worksheet that come in."),
        "share": Words(
            "Send the answer on", "Who reads the answer, as a message of whoever gave it; fixed after that."
        ),
    },
    "share": {
        "to": Words("To", "As with a message: a role, team and an id, all, plenary, or a list."),
        "channel": Words("Channel", "As with a message; without this key message."),
        "title": Words("Title", "What stands above it; without this key the title of the message."),
    },
    "effect": {
        "set": Words("Set", "Gives a variable a value, such as {raad_ingelicht: yes}."),
        "add": Words("Add", "Adds to a number or meter, such as {mediadruk: 10} or {vertrouwen: -5}."),
        "send": Words("Send", "Sets another message in motion: an id, or {inject: id, delay: 4 min}."),
        "cancel": Words("Cancel", "A message that did not come yet, will not come."),
        "end_phase": Words("End the phase", "yes: the phase that runs, ends."),
    },
    "send": {
        "inject": Words("Message", "The id of the message."),
        "delay": Words("Wait", "That much later, such as 4 min."),
    },
    "lint": {
        "ignore": Words("Which remarks", "A code or a list of codes, only W and I."),
        "because": Words("Why", "Why it is meant so here. Stands in the output of check --format json."),
    },
    "debrief": {
        "ask": Words("Question", "What you ask afterwards."),
        "if": Words("Only if", "A condition on how the exercise ended. If it is not true, the question is left out."),
        "objective": Words("Objective", "The id of the objective the question belongs to."),
        "show": Words("Show", "Messages that you show with it; a form stands for every message that asks for it."),
        "lint": Words(
            "Answered remarks", "Remarks of check that you have seen and that do not hold here, with the reason."
        ),
    },
    "translation": {
        "format": Words("Version of the format", "Always 1."),
        "language": Words("Language", "Two letters, as the file is named: en."),
        "texts": Words("Texts", "For each path of a text its translation, such as injects.eerste-melding.title."),
    },
    "translated": {
        "text": Words("Translation", "The text in this language, with the same {{ words }} as the source."),
        "source": Words(
            "Made from", "Six characters that stand for the source text; check gives them, and says when it changed."
        ),
    },
    "test": {
        "format": Words("Version of the format", "Always 1."),
        "test": Words("Title of the test", "What this test shows, in a few words."),
        "seed": Words("Seed", "The same number gives the same chance. Usually 1."),
        "given": Words("Given", "Start values that differ in this test: {variable: value}."),
        "parameters": Words("Local words", "Words that differ in this test: {name: word}."),
        "answers": Words("Answers", "Who answers what, and when. Who is not here stays silent."),
        "trainer": Words("Trainer", "What the trainer does: send or skip a message, or go to the next phase."),
        "steps": Words("Steps", "What must have come at a moment, and how the variables stand then."),
        "never": Words("Never", "Messages that may not come in this test."),
        "always_sent": Words("Always", "Messages that must come in this test, whenever."),
        "ends": Words("At the end", "How the variables stand at the end."),
    },
    "test_answer": {
        "inject": Words("Message", "The id of the message that is answered."),
        "by": Words("By", "A role, a seat, team and an id, all, or a list. Who was asked, answers."),
        "after": Words("That long after", "Time after the message, such as 2 min. Without after and at: at once."),
        "at": Words("Moment", "A phase with a time (avond +5 min), or a story time."),
        "option": Words("Choice", "For a form with options: the id of one."),
        "text": Words("Text", "For a form that asks own words or a statement."),
        "ticks": Words("Ticks", "For a checklist: a list of ids."),
        "number": Words("Number", "For a scale: a number of it."),
        "fields": Words("Fields", "For a worksheet: what is filled in for each field."),
    },
    "test_trainer": {
        "at": Words("Moment", "A phase with a time (avond +5 min), or a story time."),
        "fire": Words("Send", "The id of a message that the trainer sends now."),
        "skip": Words("Skip", "The id of a message that the trainer skips."),
        "next_phase": Words("Next phase", "yes: the phase of this moment ends here."),
    },
    "test_step": {
        "at": Words("Moment", "A phase with a time (avond +5 min), or a story time."),
        "expect": Words("Has come", "Messages that are there by then: an id, or id to role if it matters with whom."),
        "not_yet": Words("Not yet", "Messages that are not there by then."),
        "state": Words("State", "How the variables stand then: {variable: value}."),
    },
    "test_ends": {
        "state": Words("State", "How the variables stand at the end: {variable: value}."),
    },
}
"""Per table of keys, in the order of the documentation."""
