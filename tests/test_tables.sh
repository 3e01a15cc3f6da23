#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The shipped tables are whole, agree with one another and with their scripts.
# Prints TAP.  DETENTE_SCENARIOS: another folder to look at; DETENTE_SOURCES:
# the source data, to make the tables again and compare.

set -u
LC_ALL=C
export LC_ALL
tests=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
scenarios=${DETENTE_SCENARIOS:-$tests/../scenarios}
world=$scenarios/world
lessons=$scenarios/lessons
params=$tests/../sim/base/params.def
count=0
bad=0

# What a check prints is what is wrong.
fact() # NAME COMMAND [ARG...]
{
    count=$((count + 1))
    fact_name=$1
    shift
    if found=$("$@" 2>&1) && [ -z "$found" ]; then
        echo "ok $count - $fact_name"
    else
        bad=$((bad + 1))
        echo "not ok $count - $fact_name"
        printf '%s\n' "$found" | sed -n '1,5s/^/# /p'
    fi
}

rows() # PROGRAM FILE...: awk over CSV rows with the words of common.awk
{
    printf '%s\n' 'FNR == 1 { file++; header_read(); next }' "$1" \
        >"$scratch/rows.awk"
    shift
    awk -f "$world/common.awk" -f "$scratch/rows.awk" "$@"
}

same_header() # FOLDER FILE HEADER
{
    head -n 1 "$1/$2" | grep -qxF "$3" || echo "$1/$2: another header"
}

headers_are() # FOLDER
{
    same_header "$1" states.csv "state,name,region,bloc,gdp_musd,population,\
internet_2010_pct,internet_2015_pct,internet_latest_pct,internet_latest_year,\
military_tier,programme_groups,polyarchy,power,wealth_rank,trade_base_musd,\
filled"
    same_header "$1" pairs.csv \
        "a,b,rivalry_start_year,rivalry_end_year,defence_pact,watch"
    same_header "$1" ecosystems.csv "state,ecosystem,user_share"
    same_header "$1" firms.csv "firm,home,segment,ecosystem,owner,share_pct,\
zero_days_2014_2019,skill"
}

every_column_has_a_source()
{
    for f in states pairs ecosystems firms; do
        head -n 1 "$world/$f.csv" | tr , '\n' | sed "s/^/$f.csv,/"
    done >"$scratch/columns"
    rows '{ row_read()
            if (cell("unit") == "" || cell("source") == "" \
                || cell("licence") == "")
                die("a blank cell")
            print cell("file") "," cell("column") }' \
        "$world/sources.csv" >"$scratch/sourced" || cat "$scratch/sourced"
    diff "$scratch/columns" "$scratch/sourced"
}

keys_are_sorted() # FILE COLUMNS
{
    tail -n +2 "$1" | cut -d, -f"$2" >"$scratch/keys"
    sort -c -u "$scratch/keys"
    [ -s "$scratch/keys" ] || echo "$1: no rows"
}

states_need_no_guess() # FOLDER
{
    rows '{ row_read()
            if (cell("state") !~ /^[A-Z][A-Z][A-Z]$/ || cell("name") == "" \
                || cell("region") == "" || !(cell("bloc") in blocs))
                die("no code, name, region or bloc")
            cell_number("gdp_musd", 1e-3, 1e9)
            cell_number("population", 1, 1e10)
            cell_number("internet_2010_pct", 0, 100)
            cell_number("internet_2015_pct", 0, 100)
            cell_number("internet_latest_pct", 0, 100)
            cell_number("internet_latest_year", 2016, 2100)
            cell_number("military_tier", 1, 5)
            cell_number_or_blank("programme_groups", 0, 1e4)
            cell_number("polyarchy", 0, 1)
            cell_number("power", 0, 1)
            cell_number("wealth_rank", 0, 1)
            cell_number("trade_base_musd", 1e-3, 1e12)
            n = split(cell("filled"), names, " ")
            for (i = 1; i <= n; i++)
                if (names[i] != "user_share")
                    cell_number(names[i], 0, 1e12)
        }
        BEGIN { split("FVEY NATO US_partner EU_nonNATO CN_RU_aligned " \
                      "CSTO GCC nonaligned", names, " ")
                for (i in names) blocs[names[i]] = 1 }' \
        "$1/states.csv"
}

# Again from the columns beside them.  Allowed: half of the sixth decimal, the
# last one written; for a sum of some 200 terms near 1e8 MUSD, what adding them
# in another order can change.
derived_columns_follow() # FOLDER
{
    rows 'function far(a, b, by) { return a - b > by || b - a > by }
        { state_read(); s = cell("state")
          head[s] = gdp[s] / cell("population"); power[s] = cell("power")
          wealth[s] = cell("wealth_rank"); base[s] = cell("trade_base_musd") }
        END {
            for (i in known) {
                p = r = states - 1; t = 0
                for (l in known) {
                    p -= gdp[l] + 0 > gdp[i] + 0
                    r -= head[l] > head[i]
                    if (l != i)
                        t += gdp[l] * (region[l] == region[i] ? 3 : 1)
                }
                if (far(p / (states - 1), power[i], 5.1e-7) \
                    || far(r / (states - 1), wealth[i], 5.1e-7) \
                    || far(t, base[i], 1e-5))
                    print i ": power, wealth_rank or trade_base_musd"
            }
        }' "$1/states.csv"
}

pairs_are_of_known_states() # FOLDER
{
    rows 'file == 1 { state_read(); next }
        { row_read()
          if (!(cell("a") in known) || !(cell("b") in known))
              die("an unknown state")
          if ((cell("a") "") >= (cell("b") ""))
              die("not in the order of the alphabet")
          begin = cell_number_or_blank("rivalry_start_year", 1500, 2100)
          end = cell_number_or_blank("rivalry_end_year", 1500, 2100)
          if (end != "" && (begin == "" || end + 0 < begin + 0))
              die("a rivalry that ends before it begins")
          if (cell("defence_pact") !~ /^[01]$/ || cell("watch") !~ /^[01]$/)
              die("neither 0 nor 1")
          if (begin == "" && cell("defence_pact") + cell("watch") == 0)
              die("a pair of strangers")
          if (cell("watch") == 1 && !opposed(cell("a"), cell("b")))
              die("on watch, but not of West and East")
        }' "$1/states.csv" "$1/pairs.csv"
}

shares_sum_to_one() # FOLDER
{
    rows 'file == 1 { state_read(); next }
        { row_read()
          if (!(cell("state") in known)) die("an unknown state")
          if (cell("ecosystem") == "") die("an ecosystem without a name")
          sum[cell("state")] += cell_number("user_share", 0, 1) }
        END { for (i in known)
                  if (sum[i] < 1 - 1e-9 || sum[i] > 1 + 1e-9)
                      print i ": shares sum to " sum[i] + 0 }' \
        "$1/states.csv" "$1/ecosystems.csv"
}

# One home and one skill a firm, one owner an ecosystem, zero-days once.
platforms_agree() # FOLDER
{
    rows 'BEGIN { n = split("operating_system browser cloud network software " \
                            "security hardware", names, " ")
                  for (k = 1; k <= n; k++) segments[names[k]] = 1 }
        file == 1 { state_read(); next }
        file == 2 { row_read(); people[cell("ecosystem")] = 1; next }
        { row_read()
          f = cell("firm"); s = cell("segment"); m = cell("ecosystem")
          if (f == "" || !(cell("home") in known)) die("no firm or home")
          if (!(s in segments)) die("an unknown segment")
          if (m != "" && !(m in people)) die("an unknown ecosystem")
          if ((f, s, m) in there) die("is there twice")
          there[f, s, m] = 1
          if ((f in home) && home[f] != cell("home") cell("skill"))
              die("another home or skill")
          home[f] = cell("home") cell("skill")
          cell_number("skill", 0, 10)
          share[s] += cell_number_or_blank("share_pct", 0, 100)
          if (cell("owner") !~ /^[01]$/) die("neither 0 nor 1")
          if (cell("owner") == 1 && (m == "" || (m in owned)))
              die("the owner of nothing, or a second one")
          if (cell("owner") == 1) owned[m] = 1
          if (cell("zero_days_2014_2019") != "" && counted[f]++)
              die("zero-days in two rows")
          if (cell_number_or_blank("zero_days_2014_2019", 0, 1e4) > 0 \
              && m == "")
              die("zero-days on nothing")
          secure += s == "security" }
        END { for (f in home) if (!counted[f]) print f ": no zero-days"
              for (m in people) if (!(m in owned)) print m ": no owner"
              for (s in share) if (share[s] > 100.1) print s ": " share[s]
              if (!secure) print "nobody looks for intruders" }' \
        "$1/states.csv" "$1/ecosystems.csv" "$1/firms.csv"
}

# The shares that the model lives by, as they came out of the sources.
platforms_are_the_known_ones()
{
    rows 'file == 1 { state_read(); next }
        file == 2 { row_read(); rows2++; i = cell("state")
                    use[cell("ecosystem")] += cell("user_share")
                    cn += i == "CHN" && cell("ecosystem") == "domestic" \
                          && cell("user_share") > 0.05; next }
        { row_read(); platforms++; firms[cell("firm")] = cell("home")
          if (cell("zero_days_2014_2019") > 0)
              hit[cell("ecosystem")] += cell("zero_days_2014_2019") }
        END { for (f in firms) n++
              if (rows2 != 975 || platforms != 43 || n != 33 || cn != 1)
                  print rows2, platforms, n, cn
              if (hit["windows"] != 71 || hit["apple"] != 5 \
                  || hit["google"] != 3 || hit["other"] != 36)
                  print hit["windows"], hit["apple"], hit["google"], \
                      hit["other"]
              if (use["google"] < use["windows"]) print "no phones" }' \
        "$world/states.csv" "$world/ecosystems.csv" "$world/firms.csv"
}

scale_is_in_the_scenario() # SCENARIO FOLDER
{
    scale=$(awk -v year=2017 -f "$world/common.awk" -f "$world/scale.awk" \
        "$2/states.csv" "$2/pairs.csv")
    grep -q "^  scale: $scale\$" "$1" || echo "$1: scale is not $scale"
}

world_is_the_known_one()
{
    rows 'file == 1 { state_read(); power[cell("state")] = cell("power")
                      coded += cell("programme_groups") != ""; next }
        { row_read()
          begin = cell("rivalry_start_year"); end = cell("rivalry_end_year")
          open += begin != "" && begin + 0 <= 2017 \
                  && (end == "" || end + 0 >= 2017)
          watched += cell("watch") }
        END {
            for (i in known) second += power[i] > power["CHN"]
            if (states != 195 || coded != 28 || open != 61 || watched != 200)
                print states, coded, open, watched
            if (power["USA"] != 1 || second != 1) print "USA, CHN"
        }' "$world/states.csv" "$world/pairs.csv"
}

scripts_use_the_program_s_defaults()
{
    for p in gdp_pull:0.52 rivalry_pull:1.6 opposition_pull:1.6 \
        alliance_pull:0.43 region_pull:0.6 programme_power:0.7 \
        small_programme:0.5 small_programme_logit:-4 region_trade:3; do
        grep -q "^PARAM(world, ${p%:*}, real, ${p#*:}," "$params" \
            || echo "world.${p%:*} is not ${p#*:} in params.def"
    done
    for text in '\.52 \* log' '1\.6 \* ((i, j) in rival)' \
        '1\.6 \* opposed' '\.43 \* ((i, j) in pact)' '\.6 \* (region'; do
        grep -q "$text" "$world/common.awk" || echo "no $text in common.awk"
    done
}

lines_end_as_they_should() # FOLDER
{
    for f in "$1"/*.csv; do
        grep -n "$(printf '\r')" "$f"
        [ "$(tail -c 1 "$f" | od -An -tu1 | tr -d ' ')" = 10 ] \
            || echo "$f: no line feed at the end"
    done
}

sources_give_the_same_bytes()
{
    mkdir "$scratch/again"
    "$world/make-tables.sh" "$DETENTE_SOURCES" "$scratch/again" \
        >"$scratch/scale" || cat "$scratch/scale"
    for f in states pairs ecosystems firms; do
        cmp "$world/$f.csv" "$scratch/again/$f.csv"
    done
}

a_spoilt_source_is_refused() # SED-SCRIPT FILE
{
    rm -rf "$scratch/spoilt"
    mkdir "$scratch/spoilt"
    for f in states pairs firms platform_share_by_state; do
        cp "$DETENTE_SOURCES/$f.csv" "$scratch/spoilt/"
        chmod u+w "$scratch/spoilt/$f.csv"
    done
    sed "$1" "$DETENTE_SOURCES/$2" >"$scratch/spoilt/$2"
    if cmp -s "$DETENTE_SOURCES/$2" "$scratch/spoilt/$2"; then
        echo "nothing was spoilt"
    fi
    if "$world/make-tables.sh" "$scratch/spoilt" "$scratch/spoilt" \
        >"$scratch/said" 2>&1; then
        echo "was taken"
    fi
    grep -q 'csv:[0-9]*: error: ' "$scratch/said" || cat "$scratch/said"
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

fact every_column_has_a_source every_column_has_a_source
for folder in "$world" "$lessons"; do
    of=$(basename "$folder")
    fact "headers_are_as_documented ($of)" headers_are "$folder"
    fact "lines_end_as_they_should ($of)" lines_end_as_they_should "$folder"
    fact "states_are_unique_and_sorted ($of)" \
        keys_are_sorted "$folder/states.csv" 1
    fact "pairs_are_unique_and_sorted ($of)" \
        keys_are_sorted "$folder/pairs.csv" 1,2
    fact "nothing_that_the_model_needs_is_blank ($of)" \
        states_need_no_guess "$folder"
    fact "derived_columns_follow_from_the_others ($of)" \
        derived_columns_follow "$folder"
    fact "pairs_are_of_known_states ($of)" \
        pairs_are_of_known_states "$folder"
    fact "shares_sum_to_one ($of)" shares_sum_to_one "$folder"
    fact "firms_are_unique_and_sorted ($of)" \
        keys_are_sorted "$folder/firms.csv" 1,3,4
    fact "shares_are_unique_and_sorted ($of)" \
        keys_are_sorted "$folder/ecosystems.csv" 1,2
    fact "platforms_agree_with_each_other ($of)" platforms_agree "$folder"
done
fact scale_is_in_the_scenario_of_the_world \
    scale_is_in_the_scenario "$scenarios/world.yaml" "$world"
fact scale_is_in_the_scenario_of_the_lessons \
    scale_is_in_the_scenario "$lessons/world.yaml" "$lessons"
fact the_world_is_the_known_one world_is_the_known_one
fact platforms_are_the_known_ones platforms_are_the_known_ones
fact scripts_use_the_defaults_of_the_program \
    scripts_use_the_program_s_defaults
if [ -d "${DETENTE_SOURCES:-}" ]; then
    fact sources_give_the_same_bytes sources_give_the_same_bytes
    fact a_state_without_gdp_is_refused \
        a_spoilt_source_is_refused '/^FRA,/s/,[0-9]*,2023,/,,2023,/' states.csv
    fact an_unknown_bloc_is_refused \
        a_spoilt_source_is_refused 's/,GCC,/,GCG,/' states.csv
    fact a_missing_column_is_refused \
        a_spoilt_source_is_refused '1s/polyarchy/poliarchy/' states.csv
    fact a_ragged_row_is_refused \
        a_spoilt_source_is_refused '/^FRA,/s/,/,,/' states.csv
    fact a_pair_of_strangers_is_refused \
        a_spoilt_source_is_refused 's/^AGO,BDI/AGO,XBD/' pairs.csv
    fact a_state_with_devices_twice_is_refused \
        a_spoilt_source_is_refused 's/^FRA,/DEU,/' \
        platform_share_by_state.csv
    fact an_unknown_market_is_refused \
        a_spoilt_source_is_refused 's/,handsets,/,headsets,/' firms.csv
    fact zero_days_on_nothing_are_refused \
        a_spoilt_source_is_refused '/^Nokia,/s/,0,/,9,/' firms.csv
fi
echo "1..$count"
[ "$bad" -eq 0 ]
