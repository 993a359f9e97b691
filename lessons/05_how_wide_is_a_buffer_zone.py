# %% [markdown]
# # 5. How wide is a buffer zone?
#
# **Question of this lesson.** In August 2008 Russian forces declared a zone south of South Ossetia. How deep
# was it? The answers on record are 15 km, "a few kilometres", four miles, and a list of posts. You will draw
# them, measure them, and find out which of them can be tested at all.
#
# **Afterwards you can**
#
# 1. draw a zone of so many kilometres, and say why degrees and Web Mercator give a wrong one;
# 2. measure how wrong it is;
# 3. test a sentence about distance against named places, and say *from where* you measured;
# 4. say when the data cannot tell;
# 5. say who called the zone what, and on which text each side built.
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 4 | Recall |
# | 7 | Article, words for the zone, map |
# | 12 | Part 1: circles, exercise 05-1, quiz |
# | 7 | Part 2: exercise 05-2 |
# | 10 | Part 3: exercises 05-3 and 05-4 |
# | 9 | Write (05-5), share, exit question |
# | at home | Parts 4 and 5: exercises 05-6 to 05-8 |

# %% [markdown] tags=["teacher"]
# **For the instructor.** In class 49 minutes, by estimate; all from Part 4 on is for home or for a quick group. The
# lesson turns on two moments: the flat circle of Part 1 (nobody is warned about Web Mercator), and exercise 05-3,
# where one post is 7 km *and* 21 km deep. Stop at both and let two students with different predictions speak before
# anyone runs the cell. Short of time: give the circle of 05-1. In a class of strong coders: 05-6 in place of 05-4.
#
# **Care.** In villages and towns on these maps, on both sides of the line, buildings were destroyed and people fled
# or were driven out; some students may have family there. Say so before the first map, and keep it out of any game.

# %% [markdown]
# ## Recall (4 minutes)
#
# Without looking back to lesson 1: Which three kinds of sentence did you tell apart, and who answers for each? Of
# which kind is the article's sentence that Russia agreed to leave a buffer zone? Tell your neighbour, then run the
# cell and compare.

# %%
from textwrap import fill

from courseutils import area_km2, buffer_error, buffer_km, check, cite, distance_km, hint, quiz
from courseutils import Map, load_article, load_layer, load_places, load_table, progress, show

load_article().show(4)

# %% [markdown]
# A *report*, for which the article answers; a *claim*, for which the person named answers; a *quotation*, somebody's
# own words. Nobody is named for the buffer zone, so that sentence is a report.
#
# ## Who called it what
#
# One word to notice: the zone is said to lie *between* Georgia and the regions. Whose map is that? The lines that
# separate the breakaway regions from the rest of Georgia are called *administrative boundary lines* by EU and UN
# staff; Georgian officials say "occupation line", the de facto authorities "state border". In *breakaway* and *de
# facto*, words of this kit, Abkhaz and South Ossetian officials hear a denial of their states; Georgian officials
# prefer *occupied regions*.
#
# The zone has several names too. Russia called it a *security zone*, held by its peacekeepers; its General Staff
# also said *buffer zone*, and the press took that word over. Georgia spoke of occupied land, and said that posts
# there broke the ceasefire plan. These are the figures that Russian officials gave:

# %%
figures = load_table("figures").set_index("figure_id")
plan = ["posts-nogovitsyn-outer", "men-nogovitsyn-outer", "posts-nogovitsyn-inner", "men-lavrov", "posts-six"]
figures.loc[plan, ["measure", "value", "claimed_by", "as_of"]].astype({"value": int})

# %% [markdown]
# The outer line was to follow what Moscow called the *line of responsibility* of the peacekeepers, with the town of
# Gori outside. As its basis Russia named the second part of point 5 of the six-point plan, the ceasefire that its
# president and France's, for the European Union, agreed on 12 August: until there is an international mechanism,
# Russian peacekeepers take additional security measures. On 16 August Russia's president ordered them on the limits of
# the security zone of earlier agreements. Part 1 is about one of those.
#
# ## The posts on a map
#
# A map by those who declared the zone was not found, so we draw **posts, not an outline**. The ten names come from
# a Georgian list of 25 August and from the press of October: all in Shida Kartli, here the part of that Georgian
# region that lies outside South Ossetia. The ten posts announced for the boundary line itself are missing.

# %%
zone = load_table("buffer_zone")
listed = zone[zone["kind"] == "post"]["place_id"]
kartli = load_places(admin="Shida Kartli")
posts = kartli[kartli["place_id"].isin(listed)]
posts[["name", "accuracy_m", "confidence"]]

# %% tags=["map"]
m = Map("Posts next to South Ossetia, August to 8 October 2008, approximate", area="shida_kartli")
m.add(posts, name="Russian posts, approximate", columns=["accuracy_m"])
show(m)

# %% [markdown]
# **Look.** Which post is nearest to the line? Which is farthest out? Ali and Nabakhtevi are 3 km apart and
# may be one post: ten names, perhaps nine posts. `accuracy_m` says how well each point is known: most to about
# 1000 metres, Nadarbazevi only to 3000, for two villages have that name. (The numbers at the left of a table are
# its row numbers; you may ignore them.)
#
# A zone is more than a distance. Two figures, before we measure:

# %%
people = figures.loc[["buffer-idp-2008-09", "buffer-returns-2008-10"]].astype({"value": int})
for row in people.itertuples():
    print(fill(f"{row.subject}: {row.measure}: {row.value:,} {row.unit} ({row.claimed_by}, {row.as_of:%d %B %Y})", 90))

# %% [markdown]
# ## Part 1. A circle that is not a circle (guided)
#
# After the first war in South Ossetia, in 1992, the Joint Control Commission, with a Georgian, a Russian, a North
# Ossetian and a South Ossetian side (North Ossetia is a part of Russia), drew a *zone of conflict*: a circle of 15 km
# round the centre of Tskhinvali. By its mandate joint peacekeeping forces served there until the war: a Russian, a
# Georgian and a North Ossetian battalion of up to 500 men each. The army that Russia sent in August 2008 was another
# force. Whether Russian soldiers at posts still stood under the old mandate is a part of the dispute: Russia said so,
# and on 28 August Georgia's parliament asked to end the agreement of 1992.
#
# The circle is not beyond dispute. Its day, 12 July 1992, is from a Georgian slide; a report of 2004 dates it to an
# agreement of 1996; and in 2004 Georgia argued that the zone meant all of South Ossetia, which Tskhinvali rejected.
#
# These are the values of this part. If you change them, run the cells below again. The check is about 15 km round
# Tskhinvali: set the values back before you check. In your code write the names, not the values: whoever marks your
# notebook runs it once more with others.

# %% tags=["parameters"]
centre = "Tskhinvali"
radius_km = 15

# %% [markdown]
# A *coordinate reference system* (CRS) says what the two numbers of a position mean: degrees on the globe, or
# metres on a flat sheet. The layers of this course come in degrees (WGS 84, as in a phone; code EPSG:4326), most web
# maps are drawn in flat Web Mercator (EPSG:3857).
#
# To draw all that lies within a distance of something is called to *buffer* it. A common recipe in degrees: one
# degree is 111.32 km, so divide. geopandas, which draws it, warns. The cell catches the warning and prints it;
# usually it stands in a pink box. Run it and read.

# %%
import warnings

places = load_places()
town = places[places["name"] == centre]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    in_degrees = town.buffer(radius_km / 111.32)
print(fill(str(caught[0].message), 90))

# %% [markdown]
# ### Exercise 05-1. Mend the circle
#
# **Predict** before you go on: is the circle drawn in degrees too large, too small, or right? Write
# your guess and one reason.

# %%
prediction_1 = ""

# %% [markdown]
# **Task.** Draw the circle in kilometres, and put its area in square kilometres into `circle_area_km2`.
# Helpers: `buffer_km(what, km)`, first the place, then the width; and `area_km2(what)`.

# %% tags=["exercise"] id="05-1"
circle_area_km2 = ...
### BEGIN SOLUTION
circle_area_km2 = area_km2(buffer_km(centre, radius_km))
### END SOLUTION

# %% tags=["check"]
check("05-1", circle_area_km2)

# %% [markdown]
# Stuck? Run `hint("05-1")` in a cell of its own (the **+** above the notebook makes one); each time you run it, it
# tells you a little more. Was your prediction right?
#
# Now measure six ways to draw the same circle. The radius is measured from the middle to the rim, on the
# ellipsoid (the slightly flattened globe), north to south and west to east. UTM cuts the globe into strips of six
# degrees and lays each flat on its own.

# %%
ways = buffer_error(centre, radius_km)
ways[["method", "north_south_km", "east_west_km", "area_km2", "area_error_percent"]]

# %%
for method, reason in ways.set_index("method")["what_went_wrong"].items():
    print(method)
    print(fill(reason, 90, initial_indent="    ", subsequent_indent="    "))

# %% [markdown]
# **Read the table.** One degree from north to south is about 111 km everywhere. One degree from west to east
# shrinks towards the pole: at 42 degrees north it is about 83 km. Web Mercator is worse, and it stays silent.

# %% tags=["map"]
in_mercator = town.to_crs("EPSG:3857").buffer(radius_km * 1000)  # no warning
on_the_ground = buffer_km(centre, radius_km)
m = Map("Three circles that were all meant to be 15 km", area="shida_kartli")
m.add(on_the_ground, name="15 km on the ground", labels=False)
m.add(in_degrees, name="15 / 111.32 degrees", labels=False)
m.add(in_mercator, name="15,000 Web Mercator metres", labels=False)
show(m)

# %%
quiz("05-q1")

# %% [markdown]
# ## Part 2. The circle and the posts
#
# ### Exercise 05-2. Which fifteen kilometres?
#
# **Predict:** was the post at Karaleti inside the circle of 1992? Write yes or no, and why.

# %%
prediction_2 = ""

# %% [markdown]
# `buffer_km` gives a table with one row. To ask whether a post is inside, we need the bare shape from that table:

# %%
circle = buffer_km(centre, radius_km).union_all()  # the shape alone

# %% [markdown]
# **Task.** Collect the names of the posts that stood *outside* the circle in `posts_outside`.
# `posts.within(circle)` asks of each post whether it is inside; `~` turns the answers round; square brackets after
# `posts` keep the rows for which the answer is yes.

# %% tags=["exercise"] id="05-2"
posts_outside = ...
### BEGIN SOLUTION
posts_outside = posts[~posts.within(circle)]["name"]
### END SOLUTION

# %% tags=["check"]
check("05-2", posts_outside)

# %% [markdown]
# Stuck? Run `hint("05-2")`. Then draw posts and circle on one map, and look back at your prediction.

# %% tags=["map"]
m = Map("The circle of 1992 and the posts of August to 8 October 2008, approximate", area="shida_kartli")
m.add(on_the_ground, name="15 km from the centre of Tskhinvali", labels=False)
m.add(posts, name="Russian posts, approximate")
show(m)

# %% [markdown] tags=["teacher"]
# Six minutes. With these ten posts the circle in degrees and the one in Web Mercator happen to give the same
# list as the right one: a wrong method can give a right answer. In 05-1 it can too: draw *and* measure in Web
# Mercator, and 707 comes out, because the measure is stretched like the circle. Ask what would show the error: one
# known distance, measured in another way. Cut: give the circle.
#
# *Why not the circle?* may come up. A Georgian newspaper (The Messenger, 29 August 2008) wrote that the zone of
# responsibility under earlier agreements held some 270 villages and reached the main road at Shavshvebi. No document
# that says so was found; it would explain the posts better than the circle does.

# %% [markdown]
# ## Part 3. "A few kilometres": from where? (guided)
#
# The same point 5 was read in three ways in August 2008:
#
# - **France**, for the European Union, in a letter of 14 August from President Sarkozy to Georgia's president: measures
#   only in the *immediate vicinity* of South Ossetia. That is *a few kilometres* from the administrative boundary,
#   without any major town. It gives no number.
# - **Georgia**, by its foreign minister on 22 August: patrols but no posts, and the few kilometres are those of the
#   15 km round *Tskhinvali*: another starting point.
# - **Russia**: the basis is the plan itself, and the zone of responsibility is wider than 15 km. By law the letter has
#   nothing to do with the plan that Russia signed: so said foreign minister Lavrov on 27 August.
#
# What the South Ossetian authorities said of its depth was not found. The New York Times of 6 October wrote: about four
# miles (6.4 km) outside the boundary. The kit's table:

# %%
definitions = zone[zone["kind"] == "zone"]
definitions[["item", "established_on", "depth_km_min", "depth_km_max", "confidence"]]

# %% [markdown]
# The strip of 1992, 14 km wide in all, 7 km on each side of the line, is marked *low*: it is quoted often, and no
# document with the number was found. We do not draw it. The two rows of 1994 are about Abkhazia (Part 5); *the Court*
# is the European Court of Human Rights, in a judgment of 2021. `NaN` means that the text gives no number. Where there
# is a number, it can be tested.

# %% [markdown] tags=["teacher"]
# The newspaper's four miles may be the strip of 7 km in other units: another press text of those days has "roughly
# 7 km". Then two figures that look independent are one. A good question to the class: do two sources count twice?

# %% tags=["parameters"]
post = "Karaleti"

# %%
lines = load_layer("boundary_lines")
line = lines[lines["name"].str.contains("South Ossetia")]  # one of the two lines

# %% [markdown]
# ### Exercise 05-3. From where do you measure?
#
# **Predict:** Suppose one reporter writes that the post at Karaleti stood some kilometres deep, another that it
# stood more than twenty kilometres away. Who is wrong?

# %%
prediction_3 = ""

# %% [markdown]
# **Task.** How deep was the post at Karaleti, measured as the letter of August 2008 measures? Put the
# kilometres into `depth_km`. Helper: `distance_km(a, b)`, from a place to a place or to the nearest point of
# a line; for one place it gives one number.

# %% tags=["exercise"] id="05-3"
depth_km = ...
### BEGIN SOLUTION
depth_km = distance_km(post, line)
### END SOLUTION

# %% tags=["check"]
check("05-3", depth_km)

# %% [markdown]
# Stuck? Run `hint("05-3")`. Now all posts, measured both ways. Sort by one column, then by the other.

# %%
depths = posts[["name", "accuracy_m"]].copy()
depths["km_from_line"] = distance_km(posts, line).round(1)
depths["km_from_tskhinvali"] = distance_km(posts, "Tskhinvali").round(1)
depths.sort_values("km_from_line")

# %% [markdown]
# **Read the table.** Ergneti lies 0.4 km from the line and is known to 1.2 km: it stood *at* the line, more
# cannot be said. The outer posts stood 3.6 to 9.5 km outside it, by the table.
#
# ### Exercise 05-4. Four miles
#
# **Predict:** the newspaper's four miles are 6.4 km. Did the post at Karaleti stand nearer to the line than that, or
# farther out?

# %%
prediction_4 = ""

# %% [markdown]
# **Task.** Find Karaleti in the table, and look at `accuracy_m` too. Write `"nearer"`, `"farther"` or `"cannot tell"`
# into `side_of_four_miles`.

# %% tags=["exercise"] id="05-4"
side_of_four_miles = ...
### BEGIN SOLUTION
side_of_four_miles = "cannot tell"
### END SOLUTION

# %% tags=["check"]
check("05-4", side_of_four_miles)

# %% [markdown]
# Stuck? Run `hint("05-4")`.
#
# ## Write (5 minutes)
#
# ### Exercise 05-5. A few kilometres?
#
# In 50 to 110 words: *did the posts of August 2008 stand within "a few kilometres" of the line?* Name at
# least two posts, say from where you measured and how well the points are known, and give a source.
#
# | Level | Your text |
# |---|---|
# | 1 | answers yes or no and gives one distance |
# | 2 | gives two distances of named posts, each with what it was measured from, and one source |
# | 3 | also says how well the points are known, that the letter gives no number, and who read it how |

# %% tags=["exercise"] id="05-5"
few_kilometres = """
"""
### BEGIN SOLUTION
few_kilometres = """The letter of 14 August 2008 speaks of a few kilometres from the administrative boundary and gives
no number. Measured from the mapped line, the post at Megvrekisi stood about 4 km and the one at Variani
about 9.5 km outside it; the points are known to about 1 km. Four kilometres fit the words, nine or ten
hardly do. From the centre of Tskhinvali the same posts are 8 and 18 km away. Georgia measured from there
and accepted patrols only; Russia held that the letter is legally no part of the plan
(Sarkozy letter; Civil Georgia, 22 August; RIA Novosti, 27 August; own measurement)."""
### END SOLUTION

# %% tags=["check"]
check("05-5", few_kilometres)

# %% [markdown]
# ## Share (4 minutes)
#
# Read your text to your neighbour. They ask one question only: *from where?* Then swap.
#
# **Exit question.** On a card: "A map shows a ring of 20 km round a town. Which two questions do you ask before
# you believe it?"

# %% [markdown] tags=["teacher"]
# Good cards name two of these: in which CRS was it drawn (or: was one known distance measured back)? From
# which point or line? How well is the point known? Whose figure is the 20 km, and of which day?

# %% [markdown]
# ## At home, or if you have more time
#
# Parts 4 and 5 are not needed for the next lesson. Each takes some 15 minutes (an estimate). `progress()` in a new
# cell shows which exercises you have done.
#
# ## Part 4. When the data cannot tell
#
# ### Exercise 05-6. How many places?
#
# Dzevera lies 14.9 km from the centre of Tskhinvali, and its point is known to 1 km. **Predict:** is it inside
# the circle of 15 km? And how many other places of Shida Kartli have the same problem?

# %%
prediction_6 = ""

# %%
gap = (distance_km(kartli, centre) - radius_km).abs()
print("Dzevera to the rim:", round(gap[kartli["name"] == "Dzevera"].iloc[0], 1), "km")

# %% [markdown]
# **Task.** `gap` holds the distance of each place to the rim, in kilometres. Collect in `undecided` the names
# of the places that lie nearer to the rim than their point is known (`accuracy_m`, in metres).

# %% tags=["exercise"] id="05-6"
undecided = ...
### BEGIN SOLUTION
undecided = kartli[gap <= kartli["accuracy_m"] / 1000]["name"]
### END SOLUTION

# %% tags=["check"]
check("05-6", undecided)

# %% [markdown]
# Stuck? Run `hint("05-6")`. Neither of the places found decides anything about the zone of 2008. But a map that
# paints them inside or outside says more than anyone knows. Ergneti, Ditsi, Kvemo Nikozi and Perevi are like that
# for the boundary line itself: no exercise of this course asks on which side of it they lie.
#
# ## Part 5. All zones on one map
#
# In the west another rule held since 1994. After the war in Abkhazia the Georgian and the Abkhaz side had agreed in
# Moscow on a *security zone* without armed forces: 12 km on each side of the line along the Enguri, the river between
# Abkhazia and the Georgian region of Samegrelo. A force of the CIS, in practice Russian, and observers of the United
# Nations (UNOMIG) watched it. In August 2008 further Russian forces came into Samegrelo, from Abkhazia.
#
# The layer `zones_2008` holds that zone, the circle of 1992 and all posts that could be placed. We draw the posts
# that were left by 8 October 2008.

# %%
zones = load_layer("zones_2008")
security_1994 = zones[zones["item_id"] == "security-zone-1994"]
left_by_8_october = zones[zones["removed_on"] <= "2008-10-08"]
print(fill(security_1994["note"].iloc[0], 90))

# %% tags=["map"]
m = Map("Two older zones and the posts left by 8 October 2008, approximate", area=(41.4, 41.8, 44.7, 43.0))
m.add(on_the_ground, name="Zone of conflict 1992: 15 km from Tskhinvali", labels=False)
m.add(security_1994, name="Security zone 1994: 12 km on each side of the line", labels=False)
m.add(left_by_8_october, name="Russian posts, approximate", columns=["removed_on"], labels=False)
show(m)

# %% [markdown]
# **Look.** Do the posts of 2008 follow either of the two older zones?
#
# Not on this map are the posts that stayed: Perevi (left in 2010), the Akhalgori district and upper Kodori. Georgia
# held that these should have been left too; France, which spoke for the EU, named Akhalgori and Perevi as open.
# Russia counted Akhalgori and upper Kodori to the two regions, so that the plan did not cover them; so did their own
# authorities: Abkhaz forces would stay in Kodori, said Sergei Bagapsh, and Eduard Kokoity called Akhalgori South
# Ossetian. Of the zone in the west Sergei Shamba wrote to the Security Council in October 2008 that attacks on the
# Abkhaz side grew when the Russian force had left it.

# %%
quiz("05-q2")

# %% [markdown]
# ### Exercise 05-7. Twelve kilometres from the Enguri line
#
# The posts in the west, in Samegrelo: which of them stood inside the security zone of 1994, even if the point
# is wrong by its whole accuracy? The zone is measured here at equal distance from the line; the agreement's own map
# was not at hand. **Predict** first: all, some or none?

# %%
prediction_7 = ""
enguri = lines[lines["name"].str.contains("Abkhazia")]
west = load_places(admin="Samegrelo-Zemo Svaneti")
west = west[west["place_id"].isin(listed)]

# %% tags=["parameters"]
zone_km = 12

# %% [markdown]
# **Task.** Put their names into `surely_inside`. Leave out a post that lies nearer to the rim of the zone than
# its point is known: about that one the data cannot tell. To look at the posts first, put `west` into a new cell.

# %% tags=["exercise"] id="05-7"
surely_inside = ...
### BEGIN SOLUTION
km = distance_km(west, enguri)
surely_inside = west[km < zone_km - west["accuracy_m"] / 1000]["name"]
### END SOLUTION

# %% tags=["check"]
check("05-7", surely_inside)

# %% [markdown]
# Stuck? Run `hint("05-7")`.
#
# ### Exercise 05-8. Twenty per cent?
#
# One often hears that twenty per cent of Georgia's territory is outside the control of its government.
# **Predict:** is the share of the two regions nearer to 15, 18, 20 or 22 per cent?

# %%
prediction_8 = ""

# %% [markdown]
# **Task.** Compute the share of Abkhazia and South Ossetia in the area of Georgia (both included, as in United
# Nations practice), in per cent, as `share_percent`. The name of the third layer that you need is in `third_layer`.

# %% tags=["parameters"]
third_layer = "south_ossetia"

# %%
area_georgia = area_km2(load_layer("georgia"))
area_abkhazia = area_km2(load_layer("abkhazia"))
print(round(area_georgia), "square km in all")

# %% tags=["exercise"] id="05-8"
share_percent = ...
### BEGIN SOLUTION
area_ossetia = area_km2(load_layer(third_layer))
share_percent = 100 * (area_abkhazia + area_ossetia) / area_georgia
### END SOLUTION

# %% tags=["check"]
check("05-8", share_percent)

# %% [markdown]
# Stuck? Run `hint("05-8")`. Whose map decides what the whole is? Here it is United Nations practice. For the Abkhaz
# and South Ossetian authorities and the states that recognise them the two regions are no part of Georgia, and
# there is nothing to divide.
#
# ## Buildings seen from above
#
# Two teams counted damaged buildings on satellite images. The first, of the AAAS (American Association for the
# Advancement of Science), compared 10 and 19 August in Tskhinvali and 24 village areas. The Russian count beside it is
# of another year and another unit.

# %%
counts = ["aaas-tskhinvali", "aaas-tskhinvali-after", "aaas-after", "aaas-tamarasheni", "ru-houses-so"]
figures.loc[counts, ["subject", "measure", "value", "claimed_by"]].astype({"value": int})

# %% [markdown]
# So the damage in Tskhinvali was nearly all there by 10 August, and nearly all of the later damage lies in the
# villages. The second team, of UNOSAT, the satellite centre of the United Nations, counted village by village on 19
# August:

# %%
damage = load_table("satellite_damage").query("is_total == False")
damage["km_from_tskhinvali"] = [round(distance_km(name, "Tskhinvali")) for name in damage["area"]]
damage[["area", "destroyed_or_severe", "image_date", "km_from_tskhinvali", "confidence"]]

# %% [markdown]
# An image shows that a roof is gone, not who did it. Human Rights Watch, from interviews and visits, attributes the
# heavy shelling of Tskhinvali on 7 to 9 August to Georgian forces, and the burning of the villages north of the town,
# where mostly Georgians lived, to South Ossetian forces afterwards. Georgia said that it fired at military targets only,
# and calls the burning *ethnic cleansing*, as the inquiry of the European Union did. South Ossetian officials call the
# shelling *genocide*, which that inquiry found not proven, and wrote in 2012 that Ossetians had been driven from these
# villages in 1989-92, and that they then served as outposts against South Ossetia.
#
# All these villages but Ergneti lie north of Tskhinvali, inside South Ossetia and inside the circle of 1992, not in
# the zone of the posts. The count for Ergneti is marked *low*.
#
# ## Sources of this lesson

# %%
zone_sources = ["civil-2008-08-20-buffer", "eurasia-2008-08-21-lavrov", "six-point-2008-08-12", "kremlin-2008-08-16"]
zone_sources += ["sarkozy-letter-2008-08-14", "civil-2008-08-22-zones", "rian-2008-08-27-lavrov", "nyt-2008-10-06"]
zone_sources += ["civil-2008-08-28-resolution", "echr-georgia-russia-ii", "messenger-2008-08-29"]
zone_sources += ["civil-2004-09-osce", "civil-2004-10-jcc", "moscow-agreement-1994"]
for source in zone_sources:
    print(fill(cite(source), 100, break_long_words=False, break_on_hyphens=False))

# %%
other_sources = ["ge-map-presentation-2008-08", "afp-2008-10-06", "civil-2008-10-10-kouchner"]
other_sources += ["moscowtimes-2008-10-13", "unhcr-2008-09-12", "un-news-2008-10-17"]
other_sources += ["aaas-press-2008-10-09", "hrw-2008-08-28", "hrw-flames-2009", "unosat-2008-08", "osm-abl"]
other_sources += ["ajanskafkas-zones-2008", "messenger-akhalgori-2011", "kavkazuzel-shamba-2008-10"]
other_sources += ["civil-iiffmcg-2009", "rso-mfa-villages-2012"]
for source in other_sources:
    print(fill(cite(source), 100, break_long_words=False, break_on_hyphens=False))
