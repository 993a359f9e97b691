# %% [markdown]
# # 0. Prüfe deinen Rechner
#
# *Entwurf, noch nicht von Muttersprachlern durchgesehen.*
#
# Mach das **vor** der ersten Stunde. Es dauert etwa 10 Minuten (geschätzt). Kaputtgehen kann nichts: Du darfst jede
# Zelle so oft ausführen, wie du willst.
#
# **Nach dieser Seite hast du**
#
# - eine Zelle ausgeführt und eine geändert;
# - eine Karte gesehen oder das, was für sie einsteht;
# - eine Antwort prüfen lassen und einen Hinweis geholt;
# - das Notebook neu gestartet.

# %% [markdown] tags=["teacher"]
# **Für Lehrende.** Bitten Sie eine Woche vor dem Unterricht um diese Seite, nicht erst am Abend davor. Bei wem sie
# nicht geht, der schickt Ihnen die Ausgabe von `python3 course.py doctor`; sie nennt, was fehlt, und sagt, was zu tun
# ist. Im Raum sollen sich lieber zwei einen Rechner teilen, als dass Sie einen reparieren.

# %% [markdown]
# ## 1. Eine Zelle ausführen
#
# Klicke in die graue Zelle hier unten und drücke **Shift+Enter** (Umschalt und Eingabe). Links davon erscheint eine
# Zahl in eckigen Klammern, darunter ein Satz. Auch **Ctrl+Enter** (Strg und Eingabe) führt eine Zelle aus und bleibt
# auf ihr stehen; das ist praktisch, wenn du dieselbe Zelle noch einmal ausführen willst.
#
# Nichts passiert? Die Seite ist eben erst aufgegangen: Warte, bis unten am Rand *Idle* (bereit) steht, und drücke
# noch einmal.

# %%
print("Es geht. Zwei und zwei sind", 2 + 2)

# %% [markdown]
# ## 2. Den Kurs laden
#
# Führe die nächsten beiden Zellen aus. Die erste lässt den Kurs Deutsch sprechen: Antworten, Hinweise und Quiz dieser
# Seite. Artikel, Karten und Tabellen, auch die Fehlermeldungen von Python, bleiben englisch; das gilt auch für die
# anderen Lektionen.
#
# Die zweite Zelle lädt, was der Kurs braucht, und zeigt den Artikel. Steht unter dem Text, dass er eine Nacherzählung
# (*retelling*) ist, so ist das in Ordnung.

# %%
from courseutils import language

language("de")

# %%
from courseutils import Map, check, describe_map, hint, load_article, progress, quiz, show

load_article()

# %% [markdown]
# **Stattdessen ein Fehler?** Lautet die letzte Zeile `No module named 'courseutils'`, so schließe das Notebook und
# starte den Kurs neu mit `python3 course.py lab` (unter Windows `py course.py lab`).
#
# ## 3. Eine Antwort prüfen lassen
#
# Wie viele Absätze hat der Text des Artikels? Die Überschrift zählt nicht. Setze die Zahl an die Stelle der drei
# Punkte, dann führe beide Zellen aus.

# %% tags=["exercise"] id="00-1"
body_paragraphs = ...
### BEGIN SOLUTION
body_paragraphs = 6
### END SOLUTION

# %% tags=["check"]
check("00-1", body_paragraphs)

# %% [markdown]
# - *richtig* und *noch nicht* bedeuten, was sie sagen; versuche es, so oft du willst.
# - *nicht versucht* heißt: Die drei Punkte stehen noch da, oder du hast die Zelle geändert und nicht ausgeführt.
# - Änderst du deine Antwort, so führe jedes Mal ihre Zelle neu aus und danach die Zelle mit `check`. Endet die Zelle
#   der Antwort mit einem Fehler, so sieht die Prüfung noch deine vorige Antwort.
#
# Zu jeder Aufgabe gibt es drei Hinweise. Führe diese Zelle mehrmals aus, mit **Ctrl+Enter**. Jedes Mal bekommst du den
# nächsten Hinweis:

# %%
hint("00-1")

# %% [markdown]
# ## 4. Eine Karte sehen
#
# Die nächste Zelle zeigt dieselbe Karte in mehreren Formen: eine zum Schieben und Vergrößern, ein Bild, Worte und eine
# Tabelle.

# %% tags=["map"]
first_map = Map("Georgien und seine Nachbarn", viewpoint="un", area="georgia")
first_map.add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Drei Städte")
show(first_map)

# %% [markdown]
# **Keine Karte zum Schieben und Vergrößern, oder ein Satz, dass dem Notebook nicht vertraut wird (*not trusted*)?** Das
# Bild darunter zeigt dasselbe, ebenso die Worte und die Tabelle: Damit kannst du den ganzen Kurs machen. **Gar
# nichts?** Führe `describe_map(first_map)` in einer neuen Zelle aus und arbeite mit den Worten. (Für eine neue Zelle
# klicke links neben eine beliebige Zelle und drücke **B**: Die neue erscheint darunter.)
#
# Unter der Karte steht, wessen Linien das sind. Andere ziehen andere Linien; Lektion 3 zeigt sie, und warum.
#
# Was sagt diese Karte zu Kontrolle und Status (*control and status*) von Abchasien und Südossetien: `"agreed"` (man ist
# sich einig), `"disputed"` (umstritten) oder `"nothing"` (nichts)? Schreibe das englische Wort mit seinen
# Anführungszeichen: Eine Antwort, die ein Wort ist, braucht sie immer.

# %% tags=["exercise"] id="00-2"
map_says = ...
### BEGIN SOLUTION
map_says = "disputed"
### END SOLUTION

# %% tags=["check"]
check("00-2", map_says)

# %% [markdown]
# Du kommst nicht weiter? Führe `hint("00-2")` aus.
#
# ## 5. Neu starten
#
# Wähle *Kernel > Restart Kernel and Run All Cells*. Du wirst gewarnt, dass alle Variablen verloren gehen: Wähle
# *Restart*. Alle Ergebnisse verschwinden und kommen wieder; was du geschrieben hast, bleibt. Das ist das erste Mittel
# gegen die meisten Schwierigkeiten. Bleibt der Lauf an einer Zelle mit einem Fehler stehen, so bessere diese Zelle aus,
# führe sie aus, und mach von dort weiter mit *Run > Run Selected Cell and All Below*. Dann beantworte dieses Quiz; wenn
# du wählst, erscheint darunter eine Antwort.

# %%
quiz("00-q1")

# %% [markdown]
# Keine Antwort, wenn du wählst? Schreibe stattdessen den Buchstaben deiner Antwort, etwa `quiz("00-q1", "a")`.
#
# ## 6. Wo du stehst
#
# Dein Stand bleibt auf diesem Rechner. Er ist eine Liste der Aufgaben mit deinem Ergebnis; was einmal richtig war,
# bleibt richtig:

# %%
progress()

# %% [markdown] tags=["handout"]
# ## Wenn etwas fehlt
#
# | Was du siehst | Was zu tun ist |
# | --- | --- |
# | Die Zelle zeigt `[*]` und sonst nichts | Sie arbeitet noch. Nach einer Minute: *Kernel > Interrupt Kernel* |
# | `NameError`, der ein Wort deiner Antwort nennt | Setze das Wort in Anführungszeichen: `"disputed"` |
# | `NameError`, der etwas anderes nennt | Eine Zelle weiter oben wurde nicht ausgeführt. *Kernel > Restart Kernel and Run All Cells* |
# | `SyntaxError` | Ein Zeichen fehlt oder ist ein anderes. Anführungszeichen sind gerade (`"`, nicht `“`) und stehen zu zweien, wie Klammern |
# | `KeyError` und ein Name | Keine Spalte und kein Schlüssel heißt so. Groß und klein zählt: `"type"`, nicht `"Type"` |
# | `unsupported operand`, `rand_` oder `truth value of a Series is ambiguous` | Zwischen zwei Spalten schreibe `&`, nicht `and`, und um jeden Vergleich runde Klammern: `(...) & (...)` |
# | `TypeError`, `ValueError` oder ein anderer Fehler unter deiner eigenen Zelle | Lies seine letzte Zeile, und vergleiche deine Zelle mit dem dritten Hinweis |
# | Eine Antwort auf etwas, das du schon geändert hast | Die Zelle wurde nicht ausgeführt, oder sie endete mit einem Fehler: Die Prüfung sieht noch deine vorige Antwort. Bessere die Zelle aus, führe sie aus, prüfe noch einmal |
# | `No module named ...` | Schließe alles und starte den Kurs neu mit `python3 course.py lab` |
# | Keine Karte zum Schieben, aber ein Bild | Das ist in Ordnung. Nimm das Bild, die Worte und die Tabelle |
# | Der Kurs startet nicht, oder nichts davon hilft | Rufe in einem zweiten Terminal `python3 course.py doctor` auf; schicke deiner Lehrperson, was dort steht |
#
# Speichere mit **Ctrl+S** (auf dem Mac **Cmd+S**). Du bist bereit für Lektion 1. Sie ist auf Englisch.
