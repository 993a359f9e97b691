# %% [markdown]
# # 3. Whose border?
#
# **Question of this lesson.** Three maps of the same place: each asserts something, and each hides something. And two
# published files, both called South Ossetia, that lie kilometres apart. Which differences are about politics, and
# which about drawing?
#
# **Afterwards you can**
#
# 1. draw three conventions of one place, and say what each asserts and hides;
# 2. measure how far two published lines lie apart, and how much their areas differ;
# 3. name places that change sides from one file to the other, and say for which of them the data cannot tell;
# 4. say why a line that is right for a world map is wrong for a village;
# 5. write a caption that four readers could accept as an honest statement of what is drawn.
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 4 | Recall |
# | 12 | Part 1: three conventions, exercise 03-1 |
# | 16 | Part 2: two lines, exercises 03-2 and 03-3, quiz |
# | 9 | Part 3: who changes sides, exercise 03-4 |
# | 6 | Write (03-5) |
# | 3 | Share, exit question |
# | at home | Exercises 03-6 and 03-7 |

# %% [markdown] tags=["teacher"]
# **For the instructor.** In class 50 minutes, by estimate. The lesson has two halves that students mix up:
# *conventions* (three maps, one line, three ways to draw it) and *accuracy* (two lines that should be one). Draw two
# columns on the board, *politics* and *drawing*, and fill them. Short of time: give 03-2, and let the caption be
# homework.
#
# | Minutes | Exercise | Stop point | Likely trouble |
# |:-|:-|:-|:-|
# | 5 | 03-1 | after it: which sentence would you move, and why? | more than one answer for a key |
# | 4 | 03-2 | none | the share of the larger area; a fraction |
# | 6 | 03-3 | after the predictions: how far is far on this map? | the area instead of its edge |
# | 7 | 03-4 | before they run it: who believes in all sixteen? | round brackets left out round a comparison |
# | 6 | 03-5 | none | nothing: let them write |
#
# **Care.** These lines decide where people can farm, visit a grave or see a doctor; some students may have relatives on
# the other side. Do not ask anybody which map is theirs. The recognisers' map is never shown alone, the same holds for
# a screenshot of it. If a student says that one of the three conventions hurts or is a lie, write down what exactly it
# leaves out: that is the column *hides*. And a student who feels at home in the second or the third map has the
# same right to say so.

# %% [markdown]
# ## Recall (4 minutes)
#
# Without looking back to lesson 2: What does `places[places["kind"] == "town"]` give? What does `accuracy_m` say? And
# whose lines did your own map follow? Tell your neighbour, then run the cell.

# %%
from textwrap import fill

from courseutils import Map, area_km2, check, cite, compare_viewpoints, distance_km, hint, load_article
from courseutils import load_layer, load_places, place, points_along, progress, quiz, show, viewpoint

print(fill(Map("The map of lesson 2").stamp, 90))

# %% [markdown]
# The rows of the table whose kind is *town*; how well a point is known, in metres; and United Nations practice, as the
# stamp says. A *convention* is such a rule for drawing. Today there are three.
#
# ## Part 1. Three conventions (12 minutes)
#
# Read paragraphs 2 to 5. Which sentences treat the two regions as parts of Georgia, which as states, and which only say
# who is in charge there?

# %% tags=["map"]
article = load_article()
m = Map("The places of paragraphs 2 to 5, in United Nations practice", area="georgia")
m.add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Seats of government")
article.show(2, 3, 4, 5).beside(m)

# %% [markdown]
# Words draw maps as well. Now the same country three times: as the UN General Assembly words it; as the Abkhaz and the
# South Ossetian authorities draw it, and Russia and the few other states that recognise both; and as people met it on
# the ground in the autumn of 2008.

# %% tags=["map", "handout"]
compare_viewpoints("georgia")

# %% [markdown]
# The line between a region and the rest of Georgia lies at the same place on all three; only its style and its name
# change. It goes back to the boundaries that both regions had as autonomous units of Soviet Georgia. (On the third map
# the regions' line with Russia is thin: that map does not say whose border it is.) What does each map assert, and what
# does it hide?

# %%
for key in ["un", "recognisers", "on_the_ground"]:
    view = viewpoint(key)
    print(view.label)
    print(fill(view.asserts, 90, initial_indent="   + ", subsequent_indent="     "))
    print(fill(view.hides, 90, initial_indent="   - ", subsequent_indent="     "))

# %% [markdown]
# Each side has a reason, and a word for the line. In the order of the alphabet:
#
# - The **Abkhaz** authorities say that Abkhazia is a state, chosen freely by its people after the war of 1992-93, and
#   call the line its *state border*.
# - **Georgia's** government says that both regions are Georgian territory under *occupation*. Georgians,
#   it says, were driven out of them. It calls the line an *occupation line*.
# - **Russia** says that both are states. To recognise them was the only way to protect the people there, it says, and
#   it has promised so by treaty.
# - The **South Ossetian** authorities say that Ossetians were joined to Soviet Georgia against their will, and that
#   South Ossetia is a state by its own votes of 1992, 2001 and 2006. They say *state border* as well. With the Abkhaz
#   they do not agree in everything, for example on whether to join Russia one day.
# - **European Union and UN** staff treat both as parts of Georgia in law, and speak of an *administrative boundary
#   line*. That is the word of this kit, too.
#
# Of the kit's other words, *breakaway regions* and *de facto authorities*, Abkhaz and South Ossetian officials say that
# they deny their states; Georgian officials prefer *occupied regions*.
#
# No convention shows everything. The third one says least about rights, and many readers find that it says too little:
# a line that is only drawn as it is may look as if it ought to be so.

# %% [markdown] tags=["teacher"]
# The sentence on joining Russia rests on claim c11 of the table (South Ossetian leaders spoke of it, Abkhaz ones
# rejected it). The double name *Tskhinvali region/South Ossetia* is the General Assembly's; the kit's label turns it
# round for the alphabet, and says *control and status disputed* beneath both regions.

# %% [markdown]
# ### Exercise 03-1. Which map does a sentence draw?
#
# - **a** Bokeria speaks of "two Georgian regions" (paragraph 3).
# - **b** Russia has recognised both regions as independent (paragraph 5).
# - **c** Long before the war both regions largely ran themselves (paragraph 4).
# - **d** The line is solid, as between any two states.
# - **e** The line is dashed and called administrative boundary line.
# - **f** It says who controlled an area, and nothing on who has a right to it.
#
# **Predict:** how many of the six belong to each of the three maps?

# %%
prediction_1 = ""

# %% [markdown]
# **Task.** Write for each the map that it goes with: `"un"`, `"recognisers"` or `"on_the_ground"`.

# %% tags=["exercise"] id="03-1"
draws = {"a": ..., "b": ..., "c": ..., "d": ..., "e": ..., "f": ...}
### BEGIN SOLUTION
draws = {
    "a": "un", "b": "recognisers", "c": "on_the_ground",
    "d": "recognisers", "e": "un", "f": "on_the_ground",
}
### END SOLUTION

# %% tags=["check"]
check("03-1", draws)

# %% [markdown]
# Stuck? Run `hint("03-1")` in a cell of its own.
#
# ## Part 2. Two lines that should be one (16 minutes)
#
# Now leave politics aside. Two published files draw the same South Ossetia. One comes from OpenStreetMap, a map made by
# volunteers; this kit draws its boundary line from it. The other is Natural Earth, made for maps of the whole world,
# at a scale of 1 to 10 million: one millimetre on paper is ten kilometres.

# %% tags=["map"]
osm = load_layer("south_ossetia")
other = load_layer("south_ossetia_natural_earth")
m = Map("South Ossetia in two files: the base map's line is from OpenStreetMap", area="shida_kartli")
m.add(other, name="Natural Earth", labels=False)
show(m)

# %% [markdown]
# **Look.** Where do they agree, where not? Is one of them simply a smoother copy of the other?
#
# ### Exercise 03-2. How much larger?
#
# `area_km2(layer)` measures an area in square kilometres, on the ellipsoid (the slightly flattened globe).
# **Predict:** is Natural Earth's South Ossetia larger by about 2, 5, 15 or 50 per cent?

# %%
prediction_2 = ""

# %%
area_osm = area_km2(osm)
area_other = area_km2(other)
print(round(area_osm), "and", round(area_other), "square km")

# %% [markdown]
# **Task.** By how many per cent is `area_other` larger than `area_osm`? Put the number into `larger_percent`.

# %% tags=["exercise"] id="03-2"
larger_percent = ...
### BEGIN SOLUTION
larger_percent = 100 * (area_other - area_osm) / area_osm
### END SOLUTION

# %% tags=["check"]
check("03-2", larger_percent)

# %% [markdown]
# Stuck? Run `hint("03-2")`. Wikipedia and the Great Soviet Encyclopedia give 3,900 square km for the region.
#
# ### How far apart are two lines?
#
# To compare lines at a few villages would tell more about the villages. So we walk along the boundary line and stop
# every kilometre: `points_along(line, 1)`. At each stop we measure the way to the other line. (The cell gives the step a
# name. Write names like this one in your code, not their values: marking runs the notebook again with other values.)

# %% tags=["parameters"]
every_km = 1

# %%
lines = load_layer("boundary_lines")
line = lines[lines["region"] == "South Ossetia"]
stops = points_along(line, every_km)
edge = other.boundary  # the line round the area
print(len(stops), "stops")

# %% [markdown]
# `distance_km(a, b)` gives the kilometres from `a` to the nearest point of `b`; if `a` is a table, one number for
# each row. From a place inside an area to *the area* it is 0: you are there already. So measure to a line.
#
# ### Exercise 03-3. The widest gap
#
# **Predict:** what is the greatest distance between the two lines: 1, 3, 7 or 20 km?

# %%
prediction_3 = ""

# %% [markdown]
# **Task.** Put the greatest distance from a stop to the edge of Natural Earth's area into `widest_gap_km`. A column
# of numbers has `.max()`, as it has `.sum()`.

# %% tags=["exercise"] id="03-3"
widest_gap_km = ...
### BEGIN SOLUTION
widest_gap_km = distance_km(stops, edge).max()
### END SOLUTION

# %% tags=["check"]
check("03-3", widest_gap_km)

# %% [markdown]
# Stuck? Run `hint("03-3")`. Now look at all stops. `sort_values` sorts a table by a column; `>` chooses rows as `==`
# does.

# %%
stops["km_apart"] = distance_km(stops, edge).round(2)
stops.sort_values("km_apart").tail(3)

# %%
far = stops[stops["km_apart"] > 5]
near = stops[stops["km_apart"] <= 1]
print(len(far), "stops are more than 5 km from the other line,", len(near), "not more than 1 km")

# %% tags=["map"]
m = Map("Where the two lines are more than 5 km apart", area="shida_kartli")
m.add(other, name="Natural Earth", labels=False)
m.add(far, name="Stops more than 5 km from it", labels=False, label="km_apart")
show(m, web=False)

# %%
quiz("03-q1")

# %% [markdown] tags=["teacher"]
# *Why* so far? Generalising alone would let the smooth line wander to both sides of the exact one. Here five stops of
# six lie inside Natural Earth's area (*More to try* counts them), so it is not only a smoothed copy: its makers used a
# rougher source or another line. Which, we do not know; nothing points to a political choice, and nobody should
# say so. Natural Earth's published rule is to show who controls the ground. If Chorchana (03-4) comes up: in 2019 a
# Georgian post near it was itself in dispute, on Tbilisi-administered land for Georgia, on South Ossetian land for
# the authorities in Tskhinvali. The exercise compares two files; it does not decide that.
#
# Nor is the OpenStreetMap line the truth: it is the work of volunteers, simplified for this kit by up to 165 metres,
# not a survey, not a legal line. Fences and signs put up since about 2009 differ from it in places.

# %% [markdown]
# ## Part 3. Who changes sides? (9 minutes)
#
# A place inside an area has distance 0 to it. So we can ask of each place: inside by the one file, inside by the other?
# `!=` asks *is it different?*

# %%
places = load_places()
inside_osm = distance_km(places, osm) == 0
inside_other = distance_km(places, other) == 0
swapped = places[inside_osm != inside_other]
print(len(swapped), "places:", ", ".join(swapped["name"]))

# %% [markdown]
# All of them lie outside the former autonomous region (the South Ossetia of Soviet Georgia, 1922 to 1990), by the
# column `admin` and by OpenStreetMap; Natural Earth puts every one of them into South Ossetia.
#
# But wait. Each point is known to `accuracy_m` only. And the line is not exact either: this kit's copy cuts corners by
# up to 165 metres, and on the ground signs and fences differ from it in places. We allow half a kilometre for the line.

# %% tags=["parameters"]
line_error_km = 0.5

# %%
swapped = swapped[["name", "accuracy_m", "geometry"]].copy()
swapped["error_km"] = swapped["accuracy_m"] / 1000 + line_error_km
swapped["km_to_line"] = distance_km(swapped, line).round(2)
swapped["km_to_edge"] = distance_km(swapped, edge).round(2)
swapped.drop(columns="geometry").sort_values("km_to_line")

# %% [markdown]
# **Read the table.** Ergneti lies 0.4 km from the boundary line, and its point is known to 1.2 km. On which side it
# lies, these points **cannot tell at this accuracy**. That does not mean that nobody knows: Georgian police came back
# to Ergneti in October 2008. It means that this map is not the evidence.
#
# ### Exercise 03-4. Who surely changes sides?
#
# A place surely changes sides if it is farther than `error_km` from *both* lines. **Predict:** how many of the places
# are left?

# %%
prediction_4 = ""

# %% [markdown]
# **Task.** Collect their names in `surely_swapped`. Two questions are joined by `&` (the word `and` does not work
# between columns), each in round brackets, as in lesson 1: `swapped[(...) & (...)]["name"]`. Each column is named with
# its table, such as `swapped["error_km"]`.

# %% tags=["exercise"] id="03-4"
surely_swapped = ...
### BEGIN SOLUTION
far_from_line = swapped["km_to_line"] > swapped["error_km"]
far_from_edge = swapped["km_to_edge"] > swapped["error_km"]
surely_swapped = swapped[far_from_line & far_from_edge]["name"]
### END SOLUTION

# %% tags=["check"]
check("03-4", surely_swapped)

# %% [markdown]
# Stuck? Run `hint("03-4")`.
#
# ## Write (6 minutes)
#
# ### Exercise 03-5. A caption for four readers
#
# Choose one of the maps of this lesson. In 35 to 80 words, write a caption that a Georgian, an Abkhaz, an Ossetian
# and a Russian reader could each accept **as an honest statement of what is drawn**. They need not like the map. The
# caption says what is drawn and whose convention it is, from which source and year the line comes and how exact it is,
# and what the map does not say.
#
# | Level | Your text |
# |---|---|
# | 1 | says what is drawn, but takes over one side's word for the line or the regions without a speaker |
# | 2 | names the convention, the source of the line and the date, with no loaded word in your own voice |
# | 3 | also says how exact the line is and what the map does not say |

# %% tags=["exercise"] id="03-5"
my_caption = """
"""
### BEGIN SOLUTION
my_caption = """Abkhazia and South Ossetia, drawn in United Nations practice as parts of Georgia. Russia and some
other states recognise both as states, and their authorities call the dashed line a state border; Georgia calls it an
occupation line. The line of South Ossetia is from OpenStreetMap (2024), simplified by up to 165 metres and not
surveyed. The map does not show who governed where in 2008, and does not decide who has a right to what."""
### END SOLUTION

# %% tags=["check"]
check("03-5", my_caption)

# %% [markdown]
# The check only counts words; people read them. Stuck? Run `hint("03-5")`.
#
# ## Share (3 minutes)
#
# Read your caption to a neighbour, who listens as one of the four readers and stops you at the first word that this
# reader would not accept *as a statement of what is drawn*.
#
# **Exit question.** On a card: "A newspaper shows a village two kilometres inside South Ossetia. Which two questions do
# you ask before you believe the map, and which of them is not about politics?"

# %% [markdown] tags=["teacher"]
# Good cards ask: whose line, from which file and for which scale? How well is the village's point known? On which day?
# The question of scale is not about politics; the question whose line is.

# %% [markdown]
# ## At home, or if you have more time
#
# Lesson 4 puts the events of 2008 in order. `progress()` in a new cell shows what you have done.
#
# ### Exercise 03-6. On paper (5 minutes)
#
# Natural Earth is made for maps at a scale of 1 to 10 million. **Predict:** how wide is the widest gap between the two
# lines on such a map: less than a millimetre, some millimetres, or some centimetres?

# %%
prediction_6 = ""

# %% tags=["parameters"]
scale = 10_000_000

# %% [markdown]
# **Task.** The widest gap is 7.35 km. Compute its width on paper at this `scale`, in millimetres, as
# `gap_on_paper_mm`. (One kilometre has a million millimetres.)

# %% tags=["exercise"] id="03-6"
gap_on_paper_mm = ...
### BEGIN SOLUTION
gap_on_paper_mm = 7.35 * 1_000_000 / scale
### END SOLUTION

# %% tags=["check"]
check("03-6", gap_on_paper_mm)

# %% [markdown]
# Stuck? Run `hint("03-6")`.
#
# ### Exercise 03-7. Equal areas, other lines (10 minutes)
#
# The layer `regions` holds Abkhazia, too, from Natural Earth. Its area differs from that of the layer `abkhazia` by
# less than half a per cent:

# %%
regions = load_layer("regions")
abkhazia_other = regions[regions["name"] == "Abkhazia"]
print(round(area_km2(load_layer("abkhazia"))), "and", round(area_km2(abkhazia_other)), "square km")

# %% [markdown]
# **Predict:** then how far can the boundary line of Abkhazia lie from the edge of that area? **Task.** Measure the
# widest gap, with stops `every_km` apart as in 03-3, and put it into `widest_gap_abkhazia_km`. The line is in
# `lines`.

# %%
prediction_7 = ""

# %% tags=["exercise"] id="03-7"
widest_gap_abkhazia_km = ...
### BEGIN SOLUTION
line_abkhazia = lines[lines["region"] == "Abkhazia"]
stops_abkhazia = points_along(line_abkhazia, every_km)
widest_gap_abkhazia_km = distance_km(stops_abkhazia, abkhazia_other.boundary).max()
### END SOLUTION

# %% tags=["check"]
check("03-7", widest_gap_abkhazia_km)

# %% [markdown]
# Stuck? Run `hint("03-7")`.
#
# ### More to try
#
# - If Natural Earth's line were only a smoothed copy, about half of the stops would lie inside its area. Run
#   `(distance_km(stops, other) == 0).mean()`. What share is it, and what do you conclude? What do you *not* know?
# - `compare_viewpoints("abkhazia")` and `compare_viewpoints("south_ossetia")` draw the three conventions from nearer.
#   What can you see that the map of all Georgia did not show?
# - `regions["name"]` lists the units of Georgia by its law. Abkhazia is one of them. Why is South Ossetia not, and
#   whose fourth convention would that be?
#
# ## Sources of this lesson

# %%
used = ["osm-abl", "natural-earth-10m", "naturalearth-policy", "un-press-ga10976", "eumm-about"]
used += ["kremlin-2008-09-17", "trend-medvedev-2008-08-26", "georgia-law-occupied", "abkhazinform-bigvava-2025-08"]
used += ["rso-mfa-senate-2011", "caucasuswatch-gagloev-2022", "agenda-mikvabia-2016", "wiki-south-ossetia"]
used += ["civil-2013-08-02-eumm", "starnews-2008-10-09"]
for source in used:
    print(fill(cite(source), 100, break_long_words=False, break_on_hyphens=False))
