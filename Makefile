# make            build/detente
# make demo       install what is missing, build, compare the regimes, draw
# make check      install what is missing, build, run every test
# make lint bench validate plots model install uninstall clean mutate
#
# CC=clang        another compiler       MATH=system     the system's own libm
# BUILD=folder    another build folder   WERROR=1        warnings are errors
# EXPERIMENTS=1   make validate: the credibility experiments too, minutes
# V=1             shows the commands     SAN=address,undefined   sanitizers
VERSION = 0.1.0
BUILD  ?= build
PREFIX ?= /usr/local
MATH   ?= musl
CFLAGS ?= -O2 -g
N      ?= 30
S      ?= 1
DEMO_WORLDS ?= 200
ifeq ($(origin CC),default)
CC = gcc
endif

WARN  = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
        -Wmissing-prototypes -Wwrite-strings -Wvla $(if $(WERROR),-Werror)
STD   = -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fopenmp
SANS  = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
COMPILE = $(CC) $(STD) $(WARN) $(SANS) $(CFLAGS) $(NOBUILTIN) $(CPPFLAGS) \
        -Iinclude -Isim -Itests -DDETENTE_VERSION='"$(VERSION)"' $(TELL)
LINK  = $(CC) -fopenmp $(SANS) $(CFLAGS) $(LDFLAGS)
LIBS  = $(SAMEMATH) -lyaml -lcsv -lgsl -lgslcblas -ljansson -lmd -lm

# Same bytes on every machine: these functions of libm round differently on
# different processors, so that they come from musl, and the shared GSL binds
# to them too.  The compiler must not work them out by itself.
MATHS = exp exp2 expm1 log log2 log10 log1p pow sin cos sincos tan sinh cosh \
        tanh asin acos atan atan2 asinh acosh atanh cbrt hypot erf \
        lgamma tgamma
ifeq ($(MATH),musl)
NOBUILTIN = $(MATHS:%=-fno-builtin-%)
MATHLIB   = $(BUILD)/libmathsame.a
SAMEMATH  = -rdynamic -Wl,--whole-archive $(MATHLIB) -Wl,--no-whole-archive
else
NOBUILTIN = -DDETENTE_MATH_SYSTEM
endif

SRC   = $(filter-out sim/program/main.c,$(wildcard sim/*/*.c))
LIB   = $(BUILD)/libdetente.a
TESTS = $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/test_*.c))
BENCH = $(patsubst tests/bench/%.c,$(BUILD)/%, \
        $(wildcard tests/bench/bench_*.c))
PLAIN = $(call objects,$(wildcard tests/bench/plain*.c))
objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
SUPPORT = $(call objects,$(wildcard tests/support/*.c))
NEEDS = CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' MATH='$(MATH)' tests/support/needs.sh
SUB   = +@$(MAKE) --no-print-directory \
        $(if $(findstring -j,$(MAKEFLAGS)),,-j`nproc 2>/dev/null || echo 2`)
Q     = $(if $(V),,@echo '  $(@:$(BUILD)/%=%)';)
SHARE = $(DESTDIR)$(PREFIX)/share/detente

all: $(BUILD)/detente
tests: $(TESTS)

$(BUILD)/detente: $(call objects,sim/program/main.c) $(LIB) $(MATHLIB)
	$(Q)$(LINK) -o $@ $(filter-out $(MATHLIB),$^) $(LIBS)

$(LIB): $(call objects,$(SRC))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/test_%: $(BUILD)/obj/tests/test_%.o $(SUPPORT) $(LIB) $(MATHLIB)
	$(Q)$(LINK) -o $@ $(filter-out $(MATHLIB),$^) -lcmocka $(LIBS)

# Its own malloc and the like, which fail when it wants them to.
$(BUILD)/test_memory: private LIBS += -Wl,--wrap=malloc,--wrap=calloc \
        -Wl,--wrap=realloc,--wrap=open_memstream

$(BUILD)/bench_%: $(BUILD)/obj/tests/bench/bench_%.o $(PLAIN) $(LIB) $(MATHLIB)
	$(Q)$(LINK) -o $@ $(filter-out $(MATHLIB),$^) $(LIBS)

APART = validate experiments switched_off same_bytes
$(APART:%=$(BUILD)/%): \
        $(BUILD)/%: $(BUILD)/obj/tests/%.o $(LIB) $(MATHLIB)
	$(Q)$(LINK) -o $@ $(filter-out $(MATHLIB),$^) $(LIBS)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags | $(BUILD)/ready
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/ready:
	@$(NEEDS) look build
	@mkdir -p $(@D) && touch $@

# What only main.c is told: it is compiled again after a commit; find.c too,
# which is told the prefix alone.
TOLD = -DDETENTE_COMMIT='"$(shell git describe --always --dirty --exclude='*' \
       2>/dev/null)"' -DDETENTE_PREFIX='"$(PREFIX)"'
$(call objects,sim/program/main.c): $(BUILD)/told
$(call objects,sim/input/find.c): $(BUILD)/told
$(call objects,sim/input/find.c): private TELL = -DDETENTE_PREFIX='"$(PREFIX)"'
$(call objects,sim/program/main.c): private TELL = $(TOLD)
$(BUILD)/told: what = $(TOLD)
$(BUILD)/flags: what = $(COMPILE) $(LINK) $(LIBS)
$(BUILD)/told $(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo "$(subst ",,$(what))" | cmp -s - $@ || echo "$(subst ",,$(what))" >$@

$(BUILD)/libmathsame.a: $(BUILD)/flags
	@tests/support/mathsame.sh '$(CC)' $@ $(MATHS)

# The demo: the shipped regimes on the shipped world, in two or three minutes.
DEMO = compare world -o demo --force --replicates $(DEMO_WORLDS) \
       --regimes all \
       --metrics $(call list,disrupted_person_weeks_per_1000 \
       people_compromised pair_weeks_rung3_per_1000 pair_weeks_rung5_per_1000 \
       retaliations_after_wrong_finding ops_observed)
comma = ,
list  = $(subst $() ,$(comma),$(strip $(1)))

demo:
	@$(NEEDS) build demo
	$(SUB) all
	$(BUILD)/detente $(DEMO)
	@$(BUILD)/detente plot dots demo
	@echo "Look at demo/dots.svg (or .png); the numbers are in demo/*.csv"

check:
	@$(NEEDS) build check
	$(SUB) all tests
	@BUILD='$(BUILD)' tests/support/run-tests.sh $(TESTS) \
	    $(wildcard tests/cli/*.sh tests/test_*.sh)

objects: $(call objects,$(wildcard sim/*/*.c))

lint:
	$(SUB) -s -k objects || :
	@BUILD='$(BUILD)' VERSION='$(VERSION)' tests/lint.sh

bench: $(BENCH)
	@for b in $(BENCH); do $$b || exit 1; done

validate: $(BUILD)/validate $(if $(EXPERIMENTS),$(BUILD)/experiments)
	@$(BUILD)/validate
	$(if $(EXPERIMENTS),@$(BUILD)/experiments)

plots:
	@$(NEEDS) build demo
	$(SUB) all
	$(BUILD)/detente $(DEMO) >demo.tmp
	@$(BUILD)/detente plot dots demo
	@plots/readme.sh demo.tmp demo/dots.svg; rm -f demo.tmp

# The tables of sim/MODEL.md, after a change of a .def file.
model: $(BUILD)/test_model_md
	@$(BUILD)/test_model_md --write

mutate:
	@CC='$(CC)' MATH='$(MATH)' SAN='$(SAN)' tests/mutate.sh $(N) $(S)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib \
	    $(DESTDIR)$(PREFIX)/include $(SHARE)
	install $(BUILD)/detente $(DESTDIR)$(PREFIX)/bin
	install -m 644 include/detente.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $(LIB) $(MATHLIB) $(DESTDIR)$(PREFIX)/lib
	cp -R scenarios plots $(SHARE)

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/detente \
	    $(DESTDIR)$(PREFIX)/include/detente.h \
	    $(DESTDIR)$(PREFIX)/lib/libdetente.a \
	    $(DESTDIR)$(PREFIX)/lib/libmathsame.a
	rm -rf $(SHARE)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
.PRECIOUS: $(BUILD)/obj/%.o
.PHONY: all tests objects demo check lint bench validate plots model mutate \
        install uninstall clean force
