# %% [markdown]
# # 0. Check your machine
#
# Do this **before** the first class. It takes about 10 minutes (an estimate). Nothing can break: you may run every
# cell as often as you like.
#
# **After this page you have**
#
# - run a cell and changed one;
# - seen a map, or one of its stand-ins;
# - had an answer checked and asked for a hint;
# - restarted the notebook.

# %% [markdown] tags=["teacher"]
# **For the instructor.** Ask for this page a week before class, not the evening before. Those for whom it does not
# work send you the output of `python3 course.py doctor`; it names what is missing and says what to do. In the room,
# let two share a computer rather than repair one.

# %% [markdown]
# ## 1. Run a cell
#
# Click into the grey cell below and press **Shift+Enter**. A number in square brackets appears at its left, and a
# sentence under it. **Ctrl+Enter** runs a cell too and stays on it, which helps when you run the same cell again.
#
# Nothing happens? The page has just been opened: wait until *Idle* stands at the lower edge, then press again.

# %%
print("It works. Two and two are", 2 + 2)

# %% [markdown]
# ## 2. Load the course
#
# Run the next cell. It loads what the course needs and shows the article. If a note under the text says that it is a
# retelling, that is in order.

# %%
from courseutils import Map, check, describe_map, hint, load_article, progress, quiz, show

load_article()

# %% [markdown]
# **An error instead?** If its last line says `No module named 'courseutils'`, close the notebook and start the course
# again with `python3 course.py lab` (on Windows `py course.py lab`).
#
# ## 3. Get an answer checked
#
# How many paragraphs has the body of the article? The headline does not count. Put the number in place of the three
# dots, then run both cells.

# %% tags=["exercise"] id="00-1"
body_paragraphs = ...
### BEGIN SOLUTION
body_paragraphs = 6
### END SOLUTION

# %% tags=["check"]
check("00-1", body_paragraphs)

# %% [markdown]
# - *right* and *not yet* mean what they say; try as often as you like.
# - *not attempted* means that the three dots are still there, or that you changed the cell and did not run it.
# - Each time you change your answer, run its cell again, and then the cell with `check`. If the answer's cell ends in
#   an error, the check still sees your answer from before.
#
# Every exercise has three hints. Run this cell more than once, with **Ctrl+Enter**. Each time you get the next hint:

# %%
hint("00-1")

# %% [markdown]
# ## 4. See a map
#
# The next cell shows the same map in several forms: one that you can move and zoom, a picture, words, and a table.

# %% tags=["map"]
first_map = Map("Georgia and its neighbours", viewpoint="un", area="georgia")
first_map.add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Three cities")
show(first_map)

# %% [markdown]
# **No map to move and zoom, or a sentence that the notebook is not trusted?** The picture under it shows the same,
# and so do the words and the table: you can do the whole course with these. **Nothing at all?** Run
# `describe_map(first_map)` in a new cell and work with the words. (For a new cell, click left of any cell and press
# **B**: it appears below.)
#
# Below the map it says whose lines these are. Other people draw other lines; lesson 3 shows them, and why.
#
# What does this map say of the control and status of Abkhazia and South Ossetia: `"agreed"`, `"disputed"` or
# `"nothing"`? Write the word with its quotation marks: an answer that is a word always needs them.

# %% tags=["exercise"] id="00-2"
map_says = ...
### BEGIN SOLUTION
map_says = "disputed"
### END SOLUTION

# %% tags=["check"]
check("00-2", map_says)

# %% [markdown]
# Stuck? Run `hint("00-2")`.
#
# ## 5. Restart
#
# Choose *Kernel > Restart Kernel and Run All Cells*. You are warned that all variables will be lost: choose *Restart*.
# All results vanish and come back; what you wrote stays. This is the first remedy for most troubles. If the run stops
# at a cell with an error, mend that cell, run it, and go on from there with *Run > Run Selected Cell and All Below*.
# Then answer this quiz; a reply appears under it when you choose.

# %%
quiz("00-q1")

# %% [markdown]
# No reply when you choose? Write the letter of your answer instead, such as `quiz("00-q1", "a")`.
#
# ## 6. Where you stand
#
# Your progress stays on this computer. It is a list of exercises with your result; what was right once stays right:

# %%
progress()

# %% [markdown] tags=["handout"]
# ## When something is missing
#
# | What you see | What to do |
# | --- | --- |
# | The cell shows `[*]` and nothing else | It is still working. After a minute: *Kernel > Interrupt Kernel* |
# | `NameError` that names a word of your answer | Put the word in quotation marks: `"disputed"` |
# | `NameError` that names anything else | A cell further up was not run. *Kernel > Restart Kernel and Run All Cells* |
# | `SyntaxError` | A sign is missing or is another one. Quotation marks are straight (`"`, not `“`) and come in pairs, as brackets do |
# | `KeyError` and a name | No column or key is written so. Capital letters count: `"type"`, not `"Type"` |
# | `unsupported operand`, `rand_`, or `truth value of a Series is ambiguous` | Between two columns write `&`, not `and`, and round brackets round each comparison: `(...) & (...)` |
# | `TypeError`, `ValueError` or another error under your own cell | Read its last line, and compare your cell with the third hint |
# | A reply to an answer that you have changed | The cell was not run, or it ended in an error: the check still sees your answer from before. Mend the cell, run it, check again |
# | `No module named ...` | Close everything and start the course again with `python3 course.py lab` |
# | No map to move, but a picture | That is in order. Use the picture, the words and the table |
# | The course does not start, or nothing of this helps | In a second terminal run `python3 course.py doctor`; send your instructor what it prints |
#
# Save with **Ctrl+S** (on a Mac **Cmd+S**). You are ready for lesson 1.
