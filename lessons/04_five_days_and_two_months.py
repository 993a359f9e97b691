# %% [markdown]
# # 4. Five days and two months
#
# **Question of this lesson.** The war of August 2008 is often called a war of five days. Paragraph 4 of the article
# speaks of troops who, two months later, have only just agreed to leave. What happened when, who says so, and how
# well is it known?
#
# **Afterwards you can**
#
# 1. put events in order of time, also those that no map can show;
# 2. show a chronology on a map, day by day;
# 3. tell how *precise* a time is from how *certain* it is;
# 4. set the versions of five sides next to each other, and say what kind of gap a gap is;
# 5. say who counts from when, and write *after* where nobody has shown *because*.
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 4 | Recall |
# | 7 | Article, events on a map |
# | 6 | Part 1: exercise 04-1 |
# | 9 | Part 2: exercise 04-3, quiz |
# | 6 | Part 3: one night, quiz |
# | 8 | Part 4: who counts from when, exercise 04-4, people |
# | 9 | Write (04-5), share, exit question |
# | at home | Exercise 04-2; Parts 5 and 6: exercises 04-6 and 04-7 |

# %% [markdown] tags=["teacher"]
# **For the instructor.** In class 49 minutes, by estimate. The lesson turns on two moments: after 04-3, when most of
# the events that are known by the clock turn out to be contested, and Part 3, where the same minute stands for two
# different things in two sources. Stop at both and let students say what exactly is disputed: the time, the deed, the
# doer or the word. Short of time: leave out 04-1. 04-2 is the longest line of code so far and is for home; a class of
# strong coders does it in place of 04-1.
#
# | Exercise | Minutes | Likely trouble |
# |:-|:-|:-|
# | 04-1 | 5 | Values without quotation marks: first instead of "first" |
# | 04-2 | 8 minutes, at home | Brackets round the two comparisons; < instead of <=; first_day in quotation marks |
# | 04-3 | 4 | A whole table instead of the column event_id |
# | 04-4 | 4 | A span of time instead of a number: .days is missing |
#
# **Care.** This lesson names people who died, fled or were driven out, on all sides. Some students may have lost
# somebody, in 2008 or in the wars before. Say so before the first map. No contest, no quiz and no joke about the dead;
# whoever wants to leave Part 4 out may do so without a reason. Ask nobody to speak for a people.

# %% [markdown]
# ## Recall (4 minutes)
#
# Without looking back to lesson 3: which three conventions did you draw, and when did a measurement end with *the
# data cannot tell*? Tell your neighbour. Then run the cell.

# %%
from courseutils import Map, check, cite, compare_versions, hint, load_article, load_events
from courseutils import load_layer, load_table, progress, quiz, show

load_article().show(4, 5)

# %% [markdown]
# A place was known to so many metres, and where the limit was nearer than that, nobody could say on which side it
# lay. Today the same question comes with time: an event is known to the minute, to the day, or to the month.
#
# **Look** at the two paragraphs. Which words tell a time: *before*, *after*, *has agreed*? Which dates do they give?
#
# ## Events as a table
#
# `load_events(start, end)` gives the events of the kit's chronology that began between two days. A day is written as
# text, year first: `"2008-08-07"`. The helper `left` only makes tables easy to read.

# %%
def left(table):
    """The table with whole sentences, written from the left, days without a clock, no row numbers."""
    days = dict.fromkeys(table.select_dtypes("datetime"), "{:%Y-%m-%d}")
    short = [name for name in ("event_id", "time_local", *days) if name in table]
    style = table.style.format(days, na_rep="", precision=0, thousands=",").hide(axis="index")
    style = style.set_properties(**{"text-align": "left"})
    style = style.set_properties(subset=short, **{"white-space": "nowrap"})
    return style.set_table_styles([{"selector": "th", "props": "text-align: left"}])


events = load_events("2008-08-01", "2008-10-15")
left(events[["event_id", "date", "precision", "time_local", "event"]].head(6))

# %% [markdown]
# The chronology calls South Ossetia and Abkhazia *breakaway regions* and says *Russian forces*; where a side has its
# own word, it stands in a column of that side. (Abkhaz and South Ossetian officials hear in *breakaway* a denial of
# their states; Georgian officials prefer *occupied regions*.) `phase` sorts the events into stretches of time. These
# names are the kit's, too:

# %%
events["phase"].value_counts()

# %% [markdown]
# ## Events on a map, day by day (7 minutes with the table)
#
# Two sorts of thing change with time. An *event* has its days. A *state* lasts: a post stands until it is left. With
# `start=` and `end=` a map shows each of them on its own days. Move the slider, or read the small maps from left to
# right.

# %%
fighting = events[events["phase"].isin(["escalation", "war"])]
later = events[events["phase"].isin(["ceasefire", "withdrawal", "diplomacy"])]
zones = load_layer("zones_2008")
posts = zones[zones["removed_on"] <= "2008-10-08"]  # those that were left by that day

# %% tags=["map"]
days = ["2008-08-07", "2008-08-08", "2008-08-12", "2008-08-26", "2008-09-13", "2008-10-09"]
m = Map("From 1 August to 9 October 2008, day by day", days=days)
shown = ["time_local", "event", "versions"]
m.add(fighting, name="Up to and in the war", label="place", columns=shown, start="date", end="until")
m.add(later, name="After the ceasefire", label="place", columns=shown, start="date", end="until")
m.add(posts, name="Russian posts left by 8 October", labels=False, start="established_on", end="removed_on")
show(m)

# %% [markdown]
# **Look.** A ring round a mark means *contested*, a white dot in it *known by the clock*. Choose a mark on the web map:
# the note that opens says how closely the time is known, and what each side says. On which of the six days is there
# most to see, and on which next to nothing? A day without a mark is a day without a row in our table. It is not a day
# on which nothing happened.
#
# The posts appear on 22 and 25 August. That is when a Georgian list and the press named them, not when each was put
# up: a date can be exact and be the date of something else. On the last small map they are gone. Not on this map are
# Perevi, kept until 2010, the Akhalgori district and upper Kodori. The last two had been under Tbilisi before the war;
# Georgia held that they had to be left too. The authorities in Tskhinvali and Sukhumi counted them to the two regions,
# and so did Russia.
#
# ## Part 1. What no map can show
#
# A decree has no spot on the map, nor has a treaty signed far away. Such rows have no place. `isna()` gives True where
# a cell is empty.

# %%
no_place = events[events["place"].isna()]
print(len(no_place), "of", len(events), "events have no place and are not on the map")
left(no_place.sort_values("event")[["event"]])

# %% [markdown]
# ### Exercise 04-1. In order of time
#
# **Predict**, before you look anything up: did Russia recognise the two regions before or after it agreed to leave
# the zones next to them? Write it down.

# %%
prediction_1 = ""

# %% [markdown]
# **Task.** Put six of these events in order of time: the *announcement* of the end of the operation; the day on which
# *two leaders sign* in Moscow; the *recognition*; the *agreement on the zones* and posts; the decision on an *EU
# mission*; the *treaties*. The days stand in the column `date`: in a new cell sort `no_place` by it, as the cell above
# sorts by `event`. Then write `"first"` to `"sixth"`, with the quotation marks, in place of each `...`.

# %% tags=["exercise"] id="04-1"
time_order = {
    "EU mission": ..., "agreement on the zones": ..., "announcement": ...,
    "recognition": ..., "treaties": ..., "two leaders sign": ...,
}
### BEGIN SOLUTION
time_order = {"announcement": "first", "two leaders sign": "second", "recognition": "third"}
time_order |= {"agreement on the zones": "fourth", "EU mission": "fifth", "treaties": "sixth"}
### END SOLUTION

# %% tags=["check"]
check("04-1", time_order)

# %% [markdown]
# Stuck? Run `hint("04-1")` in a cell of its own; each time you run it, it tells you a little more.
#
# ## Part 2. Precise is not certain
#
# The column `precision` says how closely the time is known. In the whole chronology, back to 1918, four events are
# known to the month only:

# %%
whole = load_events()
left(whole[whole["precision"] == "month"][["date", "date_end", "precision", "event"]])

# %% [markdown]
# A table wants a day in the column `date`, so it holds one. But nobody vouches for 1 June 1920: it is a placeholder.
# A computer sorts it and subtracts it like any other day. Look at `precision` before you count.
#
# Now the other end: the days of the war, from `first_day` to `last_day`.

# %% tags=["parameters"]
first_day = "2008-08-07"
last_day = "2008-08-12"

# %% [markdown]
# ### Exercise 04-2, at home: how closely is the time known? (8 minutes)
#
# In class, go on to 04-3. **Predict:** of the events from 7 to 12 August, which share has
# a time by the clock: less than half, about half, or more?

# %%
prediction_2 = ""

# %% [markdown]
# This is how to keep the rows between two days, with an example from September. `<=` means *up to and including*. The
# round brackets belong to each comparison. A day that you write out stands in quotation marks; a name such as
# `first_day`, which holds a day, stands without them.

# %%
september = events[(events["date"] >= "2008-09-01") & (events["date"] <= "2008-09-30")]
left(september[["date", "precision", "time_local", "event"]])

# %% [markdown]
# **Task.** Count the events from `first_day` to `last_day`, both included, whose `precision` is *hour* or *minute*,
# and put the number into `clock_events`. `events["precision"].isin(["hour", "minute"])` asks of each row whether its
# word is in the list.

# %% tags=["exercise"] id="04-2"
clock_events = ...
### BEGIN SOLUTION
in_days = (events["date"] >= first_day) & (events["date"] <= last_day)
clock_events = (in_days & events["precision"].isin(["hour", "minute"])).sum()
### END SOLUTION

# %% tags=["check"]
check("04-2", clock_events)

# %% [markdown]
# Stuck? Run `hint("04-2")`.
#
# ### Exercise 04-3. Precise and contested
#
# The column `contested` says whether one of the sides disputes something about an event. **Predict:** are the
# events with a time by the clock (known to the hour or to the minute) contested less often than the others?

# %%
prediction_3 = ""
war = load_events(first_day, last_day)  # the same days, chosen by the kit

# %% [markdown]
# **Task.** Collect in `precise_contested` the `event_id` of the events in `war` whose `precision` is *hour* or *minute*
# *and* that are contested. `war["precision"].isin(["hour", "minute"])` asks of each row whether its word is in the
# list. Two questions are joined by `&`, each in round brackets: `war[(...) & (...)]["event_id"]`.

# %% tags=["exercise"] id="04-3"
precise_contested = ...
### BEGIN SOLUTION
by_the_clock = war["precision"].isin(["hour", "minute"])
precise_contested = war[by_the_clock & war["contested"]]["event_id"]
### END SOLUTION

# %% tags=["check"]
check("04-3", precise_contested)

# %% [markdown]
# Stuck? Run `hint("04-3")`. Then compare two tables. First the events with a time by the clock. A name that you
# do not know, such as UNOMIG, may stand in the kit's glossary: `left(load_table("glossary")[["term", "meaning"]])` in a
# new cell.

# %%
clock = war[war["precision"].isin(["hour", "minute"])]
left(clock[["event_id", "time_local", "contested", "event"]])

# %% [markdown]
# Then events of the same days that are known to the day only, and that nobody was found to contest:

# %%
agreed = war[(war["precision"] == "day") & (war["versions"] == "")]  # no versions: nobody contests it
left(agreed[["date", "precision", "contested", "event"]])

# %% [markdown]
# **Read.** Take two of the contested rows. Is it the *time* that is disputed, the *deed*, the *doer*, or the *word*
# for it? `compare_versions("2008-08-12a")` in a new cell shows what each side says of one event.

# %%
quiz("04-q1")

# %% [markdown]
# ## Part 3. One night (guided)
#
# In the night from 7 to 8 August 2008 days of shooting turned into a war. What does each side say?

# %%
compare_versions("2008-08-07c")

# %% [markdown]
# Look at the clocks. For the mission that the European Union sent, 23:35 is when the artillery opened fire. In a
# Georgian chronicle 23:35 is when the president gave his order. A South Ossetian chronology lets the attack begin at
# 23:45 and the heavy guns fire at 00:06. Each is precise to the minute; they differ, and partly they time different
# things.
#
# And had the other side come first? The same question about the Russian columns:

# %%
compare_versions("2008-08-08d")

# %% [markdown]
# A dashed box is a gap. *none found*: somebody looked for this side's version and found none. *not looked up*: nobody
# has looked yet. Neither means that this side had nothing to say.
#
# Three things stand side by side here. What no side denies: Georgian artillery fired on Tskhinvali that night, and
# Russian columns came through the Roki tunnel, on the road from Russia. What is disputed: what had begun before, and why. And what an inquiry
# found a year later, on the papers and witnesses that it was given. The European Court of Human Rights, in 2021, did
# not rule on who started the war.

# %%
quiz("04-q2")

# %% [markdown] tags=["teacher"]
# Let four students who offer to do so read one card each aloud, in the third person: *Georgia says*, never *we*; then
# somebody reads the independent one. Nobody is given the card of the side of their family, nor the other one. Ask: which sentence could *two* of the four
# accept? The Abkhaz card on the Russian columns is worth a stop: a leader on Russia's side of the dispute spoke of a
# battalion on 7 August, and the report that we have is by a Georgian outlet. It does not say how large the force was,
# nor in what capacity it came; the mission found that some Russian forces outside the joint force of 1992 were there
# before 8 August.
#
# A student may ask who fired first *before* that night. `compare_versions("2008-08-01")` shows that this is disputed
# in the same way, with dead on both sides in the first week of August.

# %% [markdown]
# ## Part 4. Five days, two months: who counts from when
#
# From the versions in the chronology, each by its own account:
#
# | Who | From | To |
# |:-|:-|:-|
# | Abkhazia | 9 August: its operation in upper Kodori | 12 August: the valley *returns* to it |
# | Georgia | early on 7 August: first columns | no end: in October it called Akhalgori, Kodori, Perevi *occupied* |
# | Russia | 8 August: Tskhinvali and Russian *peacekeepers* are attacked; its forces come in | 12 August: end of what it called *peace enforcement*; 9 October: all left |
# | South Ossetia | 7 August, 23:45; under fire since 1 August | no end: by 18 October Georgia *went on firing* |
# | European Court, 2021 | 8 August | 12 August for the fighting, 10 October for the buffer zone |
#
# Nobody here counts wrongly. Each beginning makes another sentence come first, and what comes first looks like the
# cause.
#
# Python counts days when you take one date from another. `day_of` holds the day of each event by its id.

# %%
day_of = events.set_index("event_id")["date"]
(day_of["2008-08-12c"] - day_of["2008-08-08d"]).days

# %% [markdown]
# Four days lie between 8 and 12 August. *Five days* counts both ends; with 7 August it would be six.

# %% tags=["parameters"]
plan_event = "2008-08-12d"
left_event = "2008-10-08"

# %% [markdown]
# ### Exercise 04-4. From the plan to the last post
#
# **Predict:** how many times five days passed between the plan of six points and the day on which the last posts left
# the zones?

# %%
prediction_4 = ""

# %% [markdown]
# **Task.** How many days lie between the event `plan_event` (the presidents of France, for the European Union, and of
# Russia agree on the plan in Moscow) and the event `left_event`
# (the posts leave both zones)? Put the number into `days_to_leave`. Both names hold an id, so they stand in
# `day_of[...]` without quotation marks.

# %% tags=["exercise"] id="04-4"
days_to_leave = ...
### BEGIN SOLUTION
days_to_leave = (day_of[left_event] - day_of[plan_event]).days
### END SOLUTION

# %% tags=["check"]
check("04-4", days_to_leave)

# %% [markdown]
# Stuck? Run `hint("04-4")`. Between the two lie the signatures: those of 14 August by the leaders of South Ossetia
# and Abkhazia, of 15 August by Georgia's president, of 16 August by Russia's. Some texts count from there.
#
# ### The people in these weeks
#
# A line of time is short. These are people who had to leave their homes, on all sides, as counted in those weeks:

# %%
figures = load_table("figures").set_index("figure_id")
fled = ["disp-total-2008", "disp-in-georgia-2008", "disp-in-so-2008", "disp-to-russia-2008", "not-return-2008"]
left(figures.loc[fled, ["subject", "measure", "value", "claimed_by", "note"]])

# %% [markdown]
# The first row is the sum of the next three; the notes say where other counts differ. Most of those not expected back
# soon were Georgians from South Ossetia, others were from the zone and from Abkhazia. Of the Ossetians who had fled
# to North Ossetia fewer than 2,000 were still there by mid-October. Not in the table are those who had to leave in the
# wars before: by the count of the UN refugee agency 223,000 were still registered in Georgia, and South Ossetian
# authorities speak of more than 100,000 Ossetians who had to leave in 1990-1992.
#
# And people died, soldiers and civilians: Georgians, Ossetians, Russians, Abkhaz. Four events to read, each as
# each side tells it: `compare_versions("2008-08-07d")` on Tskhinvali, `"2008-08-08c"` on soldiers of the joint force of before the war,
# `"2008-08-09a"` on Gori, `"2008-08-12e"` on the Georgian villages around Tskhinvali. How many died is a figure with a
# date of its own: first counts are made in smoke. Exercise 04-7 at home looks at them.
#
# ## Write (5 minutes)
#
# ### Exercise 04-5. Three sentences on one night
#
# In three sentences, 40 to 120 words: *what is agreed about the night from 7 to 8 August 2008, what is not, and what
# was found later?* Somebody from each of the four sides should be able to sign it as a fair account of what is agreed
# and what is not. Nobody has to agree with what the others say in it.
#
# | Level | Your text |
# |---|---|
# | 1 | three sentences that say what happened; one side's beginning is taken as the beginning |
# | 2 | says what is agreed and what is not; every disputed sentence has its speaker |
# | 3 | also whose clock a time is from, *after* in place of *because*, what the mission found and could not find |

# %% tags=["exercise"] id="04-5"
night_text = """
"""
### BEGIN SOLUTION
night_text = (
    "No side denies that Georgian artillery fired on Tskhinvali in the night from 7 to 8 August 2008, after days "
    "of shooting in which people had died on both sides, and that Russian columns came through the Roki tunnel. "
    "Georgia says that the first columns came before its fire, early on 7 August, Russia that they came after it, "
    "on the afternoon of 8 August; South Ossetian officials call the fire genocide, Abkhaz officials a threat to "
    "them too. The mission of the European Union put the start of the large fighting at 23:35, held the Georgian "
    "attack not justified, and found neither a large Russian entry before it nor genocide borne out."
)
### END SOLUTION

# %% tags=["check"]
check("04-5", night_text)

# %% [markdown]
# The check only counts words; people read them. Stuck? Run `hint("04-5")`.
#
# ## Share (4 minutes)
#
# Swap texts with a neighbour. Underline every time and every *because*. Ask of each time: whose clock? And of each
# *because*: who says so?
#
# **Exit question.** On a card: A headline of today says that something broke out at 5:12. Which two questions do
# you ask?

# %% [markdown] tags=["teacher"]
# Good cards name two of these: whose clock, and how do they know? What exactly happened at that minute, and what had
# happened before? Does anybody give another time, or another beginning? Is it the start of the thing, or of the
# reporting?

# %% [markdown]
# ## At home, or if you have more time
#
# Each part takes some 12 minutes (an estimate). `progress()` in a new cell shows which exercises you have done.
#
# ## Part 5. Two kinds of gap
#
# In a contested row each side has a column. Where no version stands, the cell says `none found` or `not looked up`.

# %%
sides = ["version_georgia", "version_abkhazia", "version_south_ossetia", "version_russia"]
disputed = events[events["contested"]]
left(disputed[["event_id", *sides]].head(4))

# %% tags=["parameters"]
side = "version_abkhazia"
gap = "not looked up"

# %% [markdown]
# ### Exercise 04-6. Two kinds of gap
#
# **Predict:** for which of the four sides is a version missing most often, and whose doing is that?

# %%
prediction_6 = ""

# %% [markdown]
# **Task.** Count the events of these weeks for which the cell of the column `side` holds exactly the words in `gap`,
# and put the number into `never_sought`.

# %% tags=["exercise"] id="04-6"
never_sought = ...
### BEGIN SOLUTION
never_sought = (events[side] == gap).sum()
### END SOLUTION

# %% tags=["check"]
check("04-6", never_sought)

# %% [markdown]
# Stuck? Run `hint("04-6")`. Change `side` and `gap` and count again. Much in these weeks did not touch Abkhazia, and
# its officials may have said little of it. But the larger reason is ours: the kit was made mostly from English and
# Russian sources, and somebody has to make each search. Whom would you ask next?
#
# ## Part 6. Counting the dead
#
# Each number here is of people, each with a name that somebody knew. Leave this part out if you would rather not.
#
# First counts and later ones, by whom they were made:

# %%
early = ["dead-ge-215-early", "dead-ge-295", "dead-so-1492", "dead-so-133", "dead-so-162"]
left(figures.loc[early, ["subject", "measure", "value", "as_of", "claimed_by", "note"]])

# %% [markdown]
# A still higher figure, of 2,000 and more dead in Tskhinvali, went round the world in the first days and was not
# borne out. The Georgian count rose, the South Ossetian one fell, and both were changed by further work. To say so
# takes nothing from anybody's dead: 162 residents with names, or 365 people with the fighters, died in a small place in
# a few days.
#
# A year later the mission of the European Union (IIFFMCG in the table) quoted each side's count of its own:

# %%
quoted = figures[figures["claimed_by"].str.contains("quoted by IIFFMCG")]
left(quoted.reset_index()[["figure_id", "subject", "measure", "value", "note"]])

# %% [markdown]
# ### Exercise 04-7. Each person once
#
# **Predict:** the mission itself gives a total of about 850. Will the parts that it quotes add up to more, to less, or
# to the same?

# %%
prediction_7 = ""

# %% [markdown]
# **Task.** Add the counts of people who died in the last table, each person once, and put the sum into
# `dead_counted`. `figures.loc[["...", "..."], "value"].sum()` adds the values of the ids in the list; the ids stand in
# the column `figure_id`.

# %% tags=["exercise"] id="04-7"
dead_counted = ...
### BEGIN SOLUTION
own_dead = ["dead-ge-military", "dead-ge-police", "dead-ge-civilians", "dead-ru-military", "dead-so-365"]
dead_counted = figures.loc[own_dead, "value"].sum()
### END SOLUTION

# %% tags=["check"]
check("04-7", dead_counted)

# %% [markdown]
# Stuck? Run `hint("04-7")`.
#
# ## If you have more time
#
# - **Whose midnight?** Georgia and Moscow had the same clock in August 2008. The Security Council in New York met in
#   its night on the same fighting: look at the event `2008-08-08b`. Which date would a reader in New York have
#   written on it?
# - **Where does it begin?** `load_events(place="Tskhinvali")` begins long before 2008. Choose three of its rows as the
#   first sentence of a story of the war. Whom does each of the three make the one who began?
# - **Make your own map in time**: `load_events("1989-01-01", "1993-12-31")`, with `days=` of your choice. Which phase
#   of which war do the six small maps leave out?
#
# **Next lesson.** The posts had two months and a zone. How wide was it? Lesson 5 measures.
#
# ## Sources used

# %%
from IPython.display import Markdown

others = ["iiffmcg-2009", "echr-georgia-russia-ii", "hrw-flames-2009", "unhcr-2008-09-12"]
night = ["civil-iiffmcg-2009", "civil-war-2008-08-07", "civil-war-2008-08-08", "cominf-chronology-2008"]
used = [*night, *others, *disputed["source_id"], *quoted["source_id"]]
Markdown("\n".join("- " + cite(source_id) for source_id in sorted(set(used))))
