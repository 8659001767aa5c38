# Adit's house rules as commands. `make` alone lists them.

GO       ?= go
NPM      ?= npm
BIN      := bin
# What `adit --version` calls this build.
VERSION  ?= dev
TESTFLAGS ?=
# A test that hangs is a failure after this.
TIMEOUT  ?= 30m
FUZZTIME ?= 30s
LINT     := $(GO) tool -modfile=tools/go.mod golangci-lint

.DEFAULT_GOAL := help
.PHONY: help build adit predeploys guest vmbench vm-bench history-bench etcnode devnet test test-go test-contracts e2e simulate reorgs games torture floats steps stuck disputes floods dearest statetests mutants dispute-mutants lint fmt fmt-check generate generate-check check fuzz bench derive-bench liar drill attacker hostile soak clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: adit etcnode guest predeploys ## build bin/adit, bin/etcnode, bin/guest and bin/predeploys.json

adit:
	$(GO) build -trimpath -ldflags='-X main.release=$(VERSION)' -o $(BIN)/adit ./cmd/adit

# The program that is proven on L1 is part of every claim, so its bytes must not depend on who builds it: one toolchain, no C,
# no paths, no version control.
GUEST := GOTOOLCHAIN=go1.26.8 GOFLAGS=-buildvcs=false GOOS=linux GOARCH=riscv64 GORISCV64=rva20u64 CGO_ENABLED=0 $(GO) build -trimpath -ldflags='-s -w -buildid='
guest: ## build the program that is proven, bit for bit the same everywhere
	$(GUEST) -o $(BIN)/guest ./cmd/guest

# What the speed of the machine is measured with.
vmbench:
	CGO_ENABLED=0 GOOS=linux GOARCH=riscv64 GORISCV64=rva20u64 $(GO) build -trimpath -o $(BIN)/vmbench ./cmd/vmbench

etcnode:
	cd l1anchor/etcnode && $(GO) build -trimpath -ldflags=-checklinkname=0 -o ../../$(BIN)/etcnode .

# Creation code of other people's contracts, from the packages that carry it. It is not committed; the packages are 160 MB and go again.
predeploys: $(BIN)/predeploys.json ## fetch the well-known contracts that a genesis block holds

$(BIN)/predeploys.json: $(addprefix contracts/predeploys/,package.json package-lock.json collect.mjs permit2.mjs)
	cd contracts/predeploys && $(NPM) ci --no-audit --no-fund --ignore-scripts && node collect.mjs $(CURDIR)/$@
	rm -rf contracts/predeploys/node_modules

devnet: build ## start a whole rollup on a mined L1 here; ctrl-C stops it, the next start continues it
	./$(BIN)/adit devnet $(DEVNET)

test: test-go test-contracts ## run every unit test, Go and Solidity

# Some sixty test binaries are linked; without what only a debugger reads (-w) each takes half as long.
test-go: build
	ADIT_ETCNODE=$(CURDIR)/$(BIN)/etcnode ADIT_GUEST=$(CURDIR)/$(BIN)/guest \
		ADIT_PREDEPLOYS=$(CURDIR)/$(BIN)/predeploys.json $(GO) test -ldflags=-w -timeout $(TIMEOUT) $(TESTFLAGS) ./...
	$(GO) test -ldflags=-w -tags invariants -timeout $(TIMEOUT) $(TESTFLAGS) ./sequencer ./sequencer/fsm ./sequencer/pool
	cd l1anchor/etcnode && $(GO) test -ldflags='-w -checklinkname=0' -timeout $(TIMEOUT) $(TESTFLAGS) ./...
	cd tools && $(GO) test -ldflags=-w -timeout $(TIMEOUT) $(TESTFLAGS) ./mutants

test-contracts:
	$(MAKE) -C contracts test

e2e: build e2e/clients/node_modules ## run the slow tests: real processes, real mining, real wallets' libraries
	$(GO) test -tags e2e -count=1 -timeout 90m -v ./e2e/...

SEEDS ?= 100
# Twenty minutes with a fault each second or so; a third of the schedules with deep L1 reorgs, a third on an L1 that executes contracts.
SIMULATE = ADIT_MINUTES=20 ADIT_GAP=1000 $(GO) test -tags invariants -count=1 -timeout 24h -v -run TestSimulation ./e2e/sim
simulate: ## live through three times SEEDS=100 schedules of faults in virtual time, each of about 680 faults and a minute of a core
	ADIT_SEEDS=$(SEEDS) $(SIMULATE)

GAMES ?= 1000
SEED  ?= 1
games: guest ## play GAMES=1000 random disputes with real challengers on the real contract, of the seeds from SEED=1 on, against liars of every kind, and four attacks, in full from 1000 games on
	GAMES=$(GAMES) SEED=$(SEED) ADIT_GUEST=$(CURDIR)/$(BIN)/guest $(GO) test -count=1 -timeout 24h -v -run 'TestGames$$|TestAttack' ./e2e/games

REORGS ?= 300,3693,7200,10000
reorgs: ## have L1 take back REORGS=300,3693,7200,10000 blocks at once, in virtual time
	ADIT_REORGS=$(REORGS) $(GO) test -tags invariants -count=1 -timeout 24h -v -run TestReorg ./e2e/sim

TORTURE ?= 10m
IMAGES ?= 3000
CRASHES ?= 10000
torture: build ## simulate faults for three times TORTURE=10m, hurt IMAGES=3000 disks, break processes under load for as long and more
	ADIT_IMAGES=$(IMAGES) $(GO) test -count=1 -timeout 24h -v -run 'PowerCut|BitRot|Damage' ./sequencer/cluster ./stateroot/chain
	ADIT_CRASHES=$(CRASHES) $(GO) test -count=1 -timeout 24h -v -run TestCrashes ./batcher
	ADIT_FOR=$(TORTURE) $(GO) test -count=1 -timeout 24h -v -run TestLostDisks ./sequencer/cluster
	ADIT_FOR=$(TORTURE) $(SIMULATE)
	ADIT_TORTURE=$(TORTURE) $(GO) test -tags e2e -count=1 -timeout 24h -v -run 'TestTorture|TestFault' ./e2e

CASES ?= 1000000
# Needs Debian's qemu-user and binutils-riscv64-linux-gnu.
floats: ## hold float arithmetic against exact arithmetic, qemu and the contract, CASES=1000000 operands an instruction
	ADIT_RISCV=required ADIT_CASES=$(CASES) $(GO) test -count=1 -timeout 24h -v ./vm/float
	ADIT_FLOATS=$$(($(CASES)/100)) $(GO) test -count=1 -timeout 24h -v -run TestFloat ./contracts/vectors

STEPS ?= 1000000
STEPSEED ?= 1
steps: ## compare twice STEPS=1000000 steps of the machine: whole, from a witness, and by the contract; STEPSEED=1 says which
	ADIT_STEPS=$(STEPS) ADIT_SEED=$(STEPSEED) $(GO) test -count=1 -timeout 24h -v -run 'TestWalk|TestWords' ./vm/onestep/onchain

MOVES ?= 100000
disputes: ## play MOVES=100000 random moves of disputes on the contract and on the referee in Go; STEPSEED=1 says which
	ADIT_MOVES=$(MOVES) ADIT_SEED=$(STEPSEED) $(GO) test -count=1 -timeout 24h -v -run 'TestTwins$$' ./challenger/game

floods: ## an hour of L1 blocks full of junk in front of a forced transaction, of four kinds
	ADIT_FLOOD=3600 $(GO) test -count=1 -timeout 40m -v -run TestFloods ./stateroot/derive

stuck: ## take all prices from the proof meter, and see that what cannot be proven then does not follow, in Go and in Solidity
	$(GUEST) -tags unmetered -o $(BIN)/unmetered ./cmd/guest
	ADIT_GUEST=$(CURDIR)/$(BIN)/unmetered $(GO) test -tags unmetered -count=1 -timeout 1h -v -run TestStuck ./stateroot/program

dearest: guest ## prove transitions that make a whole block of what takes the most steps for its gas; each takes minutes
	ADIT_DEAREST=60000000 ADIT_GUEST=$(CURDIR)/$(BIN)/guest $(GO) test -count=1 -timeout 24h -v -run TestDearest ./stateroot/program

TESTS ?= stateroot/transition/testdata/state
statetests: ## run the Osaka cases of execution-spec-tests that are below TESTS=folder
	ADIT_STATETESTS=$(abspath $(TESTS)) $(GO) test -count=1 -timeout 24h -v -run TestStateTests ./stateroot/transition

MUTANTS ?= 100
mutants: ## break what a step does at single points, MUTANTS=100 times, and see that comparing with the contract finds it
	ADIT_MUTANTS=$(MUTANTS) ADIT_SEED=$(STEPSEED) $(GO) test -tags mutants -count=1 -timeout 24h -v -run TestMutants ./vm/onestep/onchain

SOLIDITY ?= 50
# Those of Solidity take their bytes from the compiler and their tests from what forge has built.
dispute-mutants: ## break the rules of disputes at single points, MUTANTS=100 in Go and SOLIDITY=50 in the contract, and see that tests find 95 % of them; STEPSEED=1 says where
	$(MAKE) -C contracts build
	cd tools && ADIT_GUEST=$(CURDIR)/$(BIN)/guest $(GO) run ./mutants -go $(MUTANTS) -solidity $(SOLIDITY) -seed $(STEPSEED)

lint: ## run the linters of .golangci.yml
	$(LINT) run ./...

fmt: ## format everything
	gofmt -w $(GOFILES)
	$(MAKE) -C contracts fmt

fmt-check:
	@out=$$(gofmt -l $(GOFILES)); if [ -n "$$out" ]; then echo "not formatted (make fmt):"; echo "$$out"; exit 1; fi
	$(MAKE) -C contracts fmt-check

generate: ## make the generated files again
	$(GO) generate ./vm/fast
	$(GO) test -count=1 ./cmd/guest -update
	$(MAKE) -C contracts generate

generate-check:
	cd vm/fast && $(GO) run gen.go -print | diff - engine.go
	$(MAKE) -C contracts generate-check

check: ## all that a change must pass: format, lint, generated files, tests; fails when it leaves the tree dirty
	$(MAKE) -C contracts deps
	$(MAKE) fmt-check lint generate-check test
	@out=$$(git status --porcelain); if [ -n "$$out" ]; then echo "the tree is dirty (commit, or commit what make generate wrote):"; echo "$$out"; exit 1; fi

# Inputs that find something go on as they are: to make them smaller is what Go would spend most of the time on.
fuzz: ## fuzz every fuzz target for FUZZTIME each
	@grep -rlE '^func Fuzz' --include='*_test.go' . | xargs -n1 dirname | sort -u | while read -r dir; do \
		for f in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' $$dir/*_test.go | sed 's/func //'); do \
			$(GO) test -tags invariants -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$dir || exit 1; \
		done; done

bench: build ## load a throw-away devnet and print the figures of README.md
	$(GO) test -tags e2e,figures -count=1 -timeout 20m -v -run TestFigures ./e2e

liar: ## build bin/liar, which `adit devnet --liar KIND` starts
	$(GO) build -trimpath -o $(BIN)/liar ./e2e/liar

FAULTS ?=
LIARS  ?=
HONEST ?=
LEAF   ?=
drill: build liar ## have a liar and a challenger dispute a claim on a mined L1, down to one step of the machine; FAULTS=1, LIARS=8, HONEST=2, LEAF=transfers or LEAF=long for others
	ADIT_FAULTS='$(FAULTS)' ADIT_LIARS='$(LIARS)' ADIT_HONEST='$(HONEST)' ADIT_LEAF='$(LEAF)' $(GO) test -tags e2e,drill -count=1 -timeout 40m -v -run 'TestDrill$$' ./e2e

attacker:
	$(GO) build -trimpath -o $(BIN)/attacker ./e2e/attacker

HOSTILE ?= 1m
ATTACK  ?=
hostile: build attacker ## attack a devnet's leader in all known ways, HOSTILE=1m each, and print what honest clients feel; ATTACK=regular expression of names
	ADIT_HOSTILE=$(HOSTILE) ADIT_ATTACK='$(ATTACK)' $(GO) test -tags e2e,figures -count=1 -timeout 6h -v -run 'TestAttacks$$' ./e2e

SOAK ?= 30m
soak: build ## load a devnet for SOAK=30m with 300 tx/s, and see that nothing in any role grows in the second half
	ADIT_SOAK=$(SOAK) $(GO) test -tags e2e,figures -count=1 -timeout 6h -v -run 'TestSoak$$' ./e2e

LOAD ?= .
# By environment, since -cpu comes too late for the first run of a benchmark that is a loop over b.Loop.
derive-bench: ## measure how much gas a verifier derives a second, on one core and on two; LOAD=part of a load's name
	for cores in 1 2; do GOMAXPROCS=$$cores $(GO) test -run '^$$' -bench 'BenchmarkDerive/$(LOAD)' -benchtime 3x -timeout 1h ./cmd/node || exit 1; done

# The same engine is up to a third faster or slower by where its linker put it, so one binary says little.
LAYOUTS ?= 1 2 3 4 5
MEDIAN  := sort -n $(BIN)/speeds | awk '{a[NR] = $$1 / 1e6; printf "%.0f ", a[NR]} END {printf "M/s, median %.0f\n", a[int((NR+1)/2)]}'
vm-bench: vmbench guest ## measure the machine: steps per second of processor time, in binaries of LAYOUTS="1 2 3 4 5"
	@rm -f $(BIN)/speeds; for s in $(LAYOUTS); do \
		$(GO) build -trimpath -ldflags=-randlayout=$$s -o $(BIN)/layout ./cmd/adit && \
		./$(BIN)/layout vm bench --json $(BIN)/vmbench > $(BIN)/measured || exit 1; \
		sed 's/.*steps_per_cpu_second":\([0-9]*\).*/\1/' $(BIN)/measured >> $(BIN)/speeds; done
	@printf 'cmd/vmbench, loading and translating included: '; $(MEDIAN)
	@rm -f $(BIN)/speeds; for s in $(LAYOUTS); do \
		ADIT_GUEST=$(CURDIR)/$(BIN)/guest $(GO) test -ldflags=-randlayout=$$s -run '^$$' -bench Block -benchtime 10x ./stateroot/program > $(BIN)/measured || \
			{ cat $(BIN)/measured; exit 1; }; \
		awk '/steps\/cpu-s/ {print $$(NF-1)}' $(BIN)/measured >> $(BIN)/speeds; done
	@printf 'a block of 100 transfers, its text translated before: '; $(MEDIAN)
	@rm -f $(BIN)/speeds $(BIN)/measured $(BIN)/layout

history-bench: guest ## measure what disputes need: machine hashes behind strides and steps, and their parts
	ADIT_GUEST=$(CURDIR)/$(BIN)/guest $(GO) test -run '^$$' -bench History ./stateroot/program
	ADIT_GUEST=$(CURDIR)/$(BIN)/guest $(GO) test -run '^$$' -bench . -benchtime 1x ./challenger/trace
	$(GO) test -run '^$$' -bench . -benchmem ./vm/fast ./vm/memory ./vm/history

clean: ## remove what was built
	rm -rf $(BIN)

# Formatted Go: all that is tracked or new, except generated bindings (their generator formats them).
GOFILES = $$(git ls-files -co --exclude-standard '*.go')

e2e/clients/node_modules: e2e/clients/package-lock.json
	cd e2e/clients && $(NPM) ci --no-audit --no-fund --ignore-scripts
	@touch $@
