# The two commands: `make run` and `make test`. Both install what is missing on Debian and say plainly what they lack.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:

# Debian packages that building and testing need.
PACKAGES := libpq-dev libssl-dev zlib1g-dev pkg-config postgresql postgresql-contrib
# What the Playground uses where it is installed: an editor, and the layout of drawn diagrams.
PLAYGROUND_PACKAGES := libjs-codemirror node-dagre-layout
# What `make bench` needs besides: the peers of ours that come from Debian.
BENCH_PACKAGES := wrk python3 python3-venv golang-go golang-github-graph-gophers-graphql-go-dev \
  golang-github-jackc-pgx-v4-dev
CONFORMANCE := ../shared/conformance
# Swift's libraries go into the executable: it runs where no Swift is installed, and calls them a little quicker.
RELEASE := -c release --static-swift-stdlib
# What `make docs` documents: the modules of the libraries.
DOCUMENTED := GraphQLEngine GraphQLExecution GraphQLSchema GraphQLSyntax GraphQLJSON GraphQLValidation GraphQLCaching \
  GraphQLConstraints GraphQLCost GraphQLServing GraphQLHTTP GraphQLWebSocket GraphQLNIO GraphQLPostgres Postgres
SOURCES := Package.swift Sources Tests Benchmarks

.PHONY: run build test test-clients test-browser chromium prepare codegen docs format lint conformance fuzz bench bench-atlas bench-micro bench-sockets bench-fanout bench-login bench-search bench-vectors bench-stalled-model clean help

help: ## Show this list.
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/'

run: PACKAGES += $(PLAYGROUND_PACKAGES)
run: prepare ## Build in release mode, start PostgreSQL, migrate, load the demo content, serve.
	swift build $(RELEASE) --product atlas
	exec "$$(swift build $(RELEASE) --show-bin-path)/atlas" serve --demo

build: prepare ## Build everything in debug mode.
	swift build

test: PACKAGES += python3 python3-venv $(PLAYGROUND_PACKAGES)
test: prepare chromium ## Build and run every test.
	swift build --build-tests
	if [ -d $(CONFORMANCE) ] && command -v python3 >/dev/null; then
	  python3 $(CONFORMANCE)/compare.py --driver "$$(swift build --show-bin-path)/graphql-conformance" $(CONFORMANCE)/*.jsonl
	else
	  echo "Skipped: the recorded cases of the reference implementation ($(CONFORMANCE) or python3 is not here)."
	fi
	# All at once, as is usual, hundreds of databases starve the tests that wait for something.
	log=$$(mktemp)
	trap 'rm -f "$$log"' EXIT
	if ! SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16 swift test --skip-build 2>&1 | tee "$$log"; then
	  echo "What failed:"; grep -A 6 '^✘' "$$log" || true
	  exit 1
	fi
	python3 Tests/Clients/run.py --atlas "$$(swift build --show-bin-path)/atlas"
	python3 Tests/Browser/run.py --atlas "$$(swift build --show-bin-path)/atlas"

test-browser: PACKAGES += python3 python3-venv $(PLAYGROUND_PACKAGES)
test-browser: prepare chromium ## Drive the Playground with Chromium; OPTIONS="--screenshots FOLDER" keeps pictures.
	swift build --product atlas
	python3 Tests/Browser/run.py --atlas "$$(swift build --show-bin-path)/atlas" $(OPTIONS)

test-clients: PACKAGES += python3 python3-venv
test-clients: prepare ## Drive every transport with clients that are not ours, from PyPI.
	swift build --product atlas
	python3 Tests/Clients/run.py --atlas "$$(swift build --show-bin-path)/atlas" $(OPTIONS)

# Chromium is large, and only the tests of the Playground need it: where it cannot be had they are skipped.
chromium:
	@command -v chromium >/dev/null || $(MAKE) --no-print-directory prepare PACKAGES=chromium || true

prepare:
	@missing=""
	for package in $(PACKAGES); do
	  dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"
	done
	if [ -n "$$missing" ]; then
	  if ! command -v apt-get >/dev/null; then
	    echo "These packages are missing, and this is no Debian system to install them on:$$missing" >&2; exit 1
	  fi
	  as_root=""
	  if [ "$$(id -u)" != 0 ]; then
	    if ! command -v sudo >/dev/null; then
	      echo "These packages are missing, and neither root nor sudo is there to install them:$$missing" >&2; exit 1
	    fi
	    as_root="sudo"
	  fi
	  echo "Installing:$$missing"
	  $$as_root apt-get update -qq
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing
	fi
	if ! command -v swift >/dev/null; then
	  echo "Swift 6.3 is missing: https://www.swift.org/install" >&2; exit 1
	fi

codegen: ## Write the generated Swift from Schema/, Migrations/ and Playground/.
	swift run atlas codegen

docs: prepare ## Make the engine's documentation with DocC: a folder of static files, .build/docs.
	swift build --product benchmark-server
	bin=$$(swift build --show-bin-path)
	rm -rf .build/docs .build/docs-parts
	mkdir -p .build/docs-parts
	maps=$$(ls "$$bin"/*.build/module.modulemap Sources/*/*/module.modulemap \
	  .build/checkouts/*/Sources/*/include/module.modulemap | sed 's/^/-Xcc -fmodule-map-file=/')
	for module in $(DOCUMENTED); do
	  graphs=.build/docs-parts/$$module
	  mkdir $$graphs
	  swift symbolgraph-extract -module-name $$module -I "$$bin/Modules" -target "$$(basename "$$(dirname "$$bin")")" \
	    -minimum-access-level public -skip-synthesized-members -output-dir $$graphs $$maps \
	    $$(pkg-config --cflags libpq | sed 's/-I/-Xcc -I/g')
	  docc convert $$(ls -d Sources/*/$$module/*.docc 2>/dev/null || true) --additional-symbol-graph-dir $$graphs \
	    --fallback-display-name $$module --fallback-bundle-identifier $$module --diagnostic-level error \
	    --output-path $$graphs.doccarchive
	done
	docc merge .build/docs-parts/*.doccarchive --synthesized-landing-page-name "GraphQL for Swift" --output-path .build/docs
	echo "Written: .build/docs; look at it with: python3 -m http.server -d .build/docs, then /documentation"

format: ## Format all Swift.
	swift format --in-place --parallel --recursive $(SOURCES)

lint: ## Check format and style.
	swift format lint --strict --parallel --recursive $(SOURCES)

conformance: prepare ## Replay the recorded behaviour of the reference implementation.
	@if [ ! -d $(CONFORMANCE) ]; then
	  echo "The recorded cases are not here: $(CONFORMANCE) is missing." >&2; exit 1
	fi
	swift build $(RELEASE) --product graphql-conformance
	python3 $(CONFORMANCE)/compare.py --driver "$$(swift build $(RELEASE) --show-bin-path)/graphql-conformance" $(CONFORMANCE)/*.jsonl

bench: PACKAGES += $(BENCH_PACKAGES)
bench: prepare ## Measure our engine beside other servers: make bench OPTIONS="--rounds 1 --ops a_point".
	swift build $(RELEASE) --product benchmark-server
	server="$$(swift build $(RELEASE) --show-bin-path)/benchmark-server"
	python3 Benchmarks/bench.py --ours-command "$$server" $(OPTIONS)

bench-atlas: PACKAGES += wrk python3
bench-atlas: prepare ## Measure Atlas itself on the data of `atlas seed --profile bench`; OPTIONS as above.
	swift build $(RELEASE) --product atlas
	atlas="$$(swift build $(RELEASE) --show-bin-path)/atlas"
	python3 Benchmarks/atlas.py --atlas "$$atlas" $(OPTIONS)

bench-micro: PACKAGES += python3 python3-venv valgrind
bench-micro: prepare ## Measure the engine's stages in process beside graphql-js; OPTIONS as above.
	swift build $(RELEASE) --product graphql-benchmark
	program="$$(swift build $(RELEASE) --show-bin-path)/graphql-benchmark"
	python3 Benchmarks/micro.py --ours "$$program" $(OPTIONS)

bench-sockets: PACKAGES += python3
bench-sockets: prepare ## Measure 10,000 open subscriptions and clients that misbehave; OPTIONS as above.
	swift build $(RELEASE) --product atlas
	atlas="$$(swift build $(RELEASE) --show-bin-path)/atlas"
	python3 Benchmarks/sockets.py --atlas "$$atlas" $(OPTIONS)

bench-fanout: PACKAGES += python3
bench-fanout: prepare ## Measure one study group with 2,000 subscribers, some of them stalled; OPTIONS as above.
	swift build $(RELEASE) --product atlas
	atlas="$$(swift build $(RELEASE) --show-bin-path)/atlas"
	python3 Benchmarks/fanout.py --atlas "$$atlas" $(OPTIONS)

bench-login: PACKAGES += python3
bench-login: prepare ## Measure whether a sign-in tells by its time that an address is known.
	swift build $(RELEASE) --product atlas
	python3 Benchmarks/login_timing.py --atlas "$$(swift build $(RELEASE) --show-bin-path)/atlas" $(OPTIONS)

bench-search: PACKAGES += python3
bench-search: prepare ## Measure search over the bench data with 10,000 and with 100,000 atoms; OPTIONS as above.
	swift build $(RELEASE) --product atlas
	python3 Benchmarks/search.py --atlas "$$(swift build $(RELEASE) --show-bin-path)/atlas" $(OPTIONS)

bench-vectors: prepare ## Measure the search over vectors in memory beside a plain loop.
	swift build $(RELEASE) --product vector-benchmark
	"$$(swift build $(RELEASE) --show-bin-path)/vector-benchmark" $(OPTIONS)

bench-stalled-model: PACKAGES += python3
bench-stalled-model: prepare ## Measure whether other queries feel a language model that fails or stalls; OPTIONS as above.
	swift build $(RELEASE) --product atlas
	python3 Benchmarks/stalled_model.py --atlas "$$(swift build $(RELEASE) --show-bin-path)/atlas" $(OPTIONS)

fuzz: ## Throw generated and mutated documents at lexer, parser, printer and validator: make fuzz SECONDS=60.
	swift build $(RELEASE) --product graphql-fuzz
	"$$(swift build $(RELEASE) --show-bin-path)/graphql-fuzz" --seconds $(or $(SECONDS),60)

clean: ## Remove what was built.
	swift package clean
