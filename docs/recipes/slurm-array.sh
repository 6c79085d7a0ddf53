#!/bin/bash
# A sweep as a Slurm array: each task takes one part of the plan and goes on where it was, if it is started again.
#
#   sbatch --array=1-8 slurm-array.sh plan.yaml results
#   sekisho merge plan.yaml results/*.ndjson -o whole.ndjson
#
#SBATCH --job-name=sekisho
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail
plan=$1
results=$2
mkdir -p "$results"
exec ${SEKISHO:-sekisho} sweep "$plan" --quiet --resume \
  --shard "$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT" \
  -o "$results/part-$SLURM_ARRAY_TASK_ID.ndjson"
