#!/bin/bash
# Marks a class in shards, as a Slurm array job: sbatch marking_array.sh. How it is used: marking_in_shards.md.
# The array runs from 1 to as many shards as OF says; change both.
#SBATCH --job-name=marking
#SBATCH --array=1-4
#SBATCH --cpus-per-task=2
#SBATCH --mem=8G
#SBATCH --time=04:00:00
#SBATCH --output=marking-%A_%a.log
set -euo pipefail
umask 077

OF=4
KIT=${KIT:-$HOME/georgia2008}                    # the instructor's copy of the course
HANDED_IN=${HANDED_IN:-$HOME/marking/handed_in}  # folder or zip, the same for all
SHARDS=${SHARDS:-$HOME/marking/shards}           # holds seed.txt before the first shard begins

cd "$KIT"
exec python3 course.py mark "$HANDED_IN" --out "$SHARDS" \
  --shard "$SLURM_ARRAY_TASK_ID/$OF" --workers "${SLURM_CPUS_PER_TASK:-1}"
