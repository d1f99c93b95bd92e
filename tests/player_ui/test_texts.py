from player_ui.texts import Asked, Bubble, Folded, Post, asked, bubbles, folded, post, spaced, standfirst


def test_lines_with_a_name_become_bubbles() -> None:
    body = "Noor Brinkhuis 19:12: Wat zeggen wij?\nMarijke: Niets.\nEn wij bellen de officier.\nNoor Brinkhuis: Goed."
    assert bubbles(body) == (
        Bubble("Noor Brinkhuis 19:12", ("Wat zeggen wij?",)),
        Bubble("Marijke", ("Niets.", "En wij bellen de officier.")),
        Bubble("Noor Brinkhuis", ("Goed.",)),
    )


def test_a_colon_further_on_makes_no_speaker_of_a_plain_message() -> None:
    assert bubbles("Kom je?\nLet op: de pers staat beneden.") == (
        Bubble("", ("Kom je?", "Let op: de pers staat beneden.")),
    )
    assert bubbles("  ") == ()


def test_a_short_text_is_not_folded() -> None:
    assert folded("Een.\n\nTwee.") == Folded((("Een.",), ("Twee.",)), ())


def test_a_long_text_is_folded_between_paragraphs() -> None:
    first, second, third = ("Zin. " * 70).strip(), ("Meer. " * 30).strip(), "Einde."
    found = folded(f"{first}\n\n{second}\n\n{third}")
    assert found == Folded(((first,),), ((second,), (third,)))


def test_a_few_last_words_are_not_folded_away() -> None:
    assert folded("woord " * 90 + "\n\nGroet,\nIris").rest == ()


def test_numbered_questions_keep_their_number_and_what_stands_around_them() -> None:
    assert asked("1. Was het bekend?\n2) Sinds wanneer?") == Asked(
        (), ((1, "Was het bekend?"), (2, "Sinds wanneer?")), ()
    )
    assert asked("Aan het college.\n\n5. Gaat u?\n\nGroet,\nGerrit") == Asked(
        (("Aan het college.",),), ((5, "Gaat u?"),), (("Groet,", "Gerrit"),)
    )
    assert asked("1. Was het bekend?\nWij horen het graag.") is None
    assert asked("") is None


def test_the_reactions_of_a_post_stand_apart() -> None:
    assert post("Iedereen wist het!\n\n1.340 reacties · 64 keer gedeeld") == Post(
        "Iedereen wist het!", "1.340 reacties · 64 keer gedeeld"
    )
    assert post("Iedereen wist het!") == Post("Iedereen wist het!", "")
    assert post("Wist u dit?\n\n57 reacties\n‘Haal weg’\n‘Zijn zus leest mee’") == Post(
        "Wist u dit?", "57 reacties", ("‘Haal weg’", "‘Zijn zus leest mee’")
    )


def test_a_code_is_read_out_in_pairs() -> None:
    assert [spaced(code) for code in ("4827", "48 27", "KRAAN")] == ["48 27", "48 27", "KRAAN"]


def test_the_wall_gets_whole_sentences() -> None:
    assert standfirst("Kort.\n\nDe rest.") == "Kort."
    assert standfirst("Dit is de eerste zin van het stuk. " * 12, 100) == (
        "Dit is de eerste zin van het stuk. Dit is de eerste zin van het stuk."
    )
    assert standfirst("woord " * 60, 50).endswith(" …")
    assert standfirst("") == ""
