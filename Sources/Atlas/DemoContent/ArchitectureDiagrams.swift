extension DemoCatalogue {
  /// Diagrams about drawing borders inside and between services.
  static let architectureDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "ports-and-adapters",
      title: "Ports and adapters",
      description: #"""
        The domain declares what it needs as ports, and adapters at the edge satisfy them with a database, a
        broker or a fake. All dependencies point inward, so rules about money do not change when the mail
        provider does, and tests of those rules need no network. The pattern earns its keep where rules are rich
        and surroundings change. The trap is mirroring a technology in the port: a method called `executeQuery`
        is a database in disguise. Name ports after what the domain wants, such as "find open invoices of a
        customer".
        """#,
      category: "Architecture",
      tags: ["hexagonal", "dependency-inversion", "testing"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        classDiagram
          direction LR
          class PlaceOrder {
            +place(cart, customer) OrderID
          }
          class OrderStore {
            <<interface>>
            +save(order)
            +openOrders(customer) List~Order~
          }
          class PaymentPort {
            <<interface>>
            +authorise(amount, key) Authorisation
          }
          class HTTPController
          class PostgresOrderStore
          class CardGateway
          class InMemoryOrderStore
          HTTPController --> PlaceOrder
          PlaceOrder --> OrderStore
          PlaceOrder --> PaymentPort
          PostgresOrderStore ..|> OrderStore
          InMemoryOrderStore ..|> OrderStore : tests
          CardGateway ..|> PaymentPort
        """#,
      skills: ["service-architecture"]),
    DemoDiagram(
      slug: "modular-monolith",
      title: "A modular monolith with honest borders",
      description: #"""
        One process, one deployment, several modules that talk only through published interfaces and each own
        their tables. It keeps what makes a monolith pleasant, such as one transaction and one stack trace,
        while leaving the seams for a later split. The borders need a guard: separate schemas, a build rule
        about imports, a failing test. The trap is the shared join. A report that reads four modules' tables
        directly couples them more firmly than any call, because nobody sees it until a column is renamed. Give
        reporting its own copy, fed by events.
        """#,
      category: "Architecture",
      tags: ["modular-monolith", "boundaries", "coupling"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        flowchart TB
          subgraph app [One deployment]
            subgraph cat [Catalogue]
              CA[Interface] --> CI[Rules]
            end
            subgraph ord [Orders]
              OA[Interface] --> OI[Rules]
            end
            subgraph bil [Billing]
              BA[Interface] --> BI[Rules]
            end
            OI -->|price of item| CA
            OI -->|order placed| BA
          end
          CI --> CS[(schema catalogue)]
          OI --> OS[(schema orders)]
          BI --> BS[(schema billing)]
          BI -. forbidden join .-x OS
          OS -->|events| RS[(reporting copy)]
        """#,
      skills: ["service-architecture"],
      labs: ["trace-critical-path"]),
    DemoDiagram(
      slug: "strangler-fig",
      title: "Replacing a system piece by piece",
      description: #"""
        Rewrites that go live in one night tend not to. A proxy in front of the old system lets you move one
        capability at a time, compare answers in silence, shift traffic in small steps and go back within
        seconds. Data is the hard part: while both systems live, one of them must own each fact, and the other
        follows. The trap is stopping at ninety percent. The last features are the odd ones, the old system
        keeps its servers, its licences and its one expert, and you now run two. Plan the funeral when you
        start.
        """#,
      category: "Architecture",
      tags: ["migration", "strangler-fig", "proxy"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart TD
          C[Clients] --> P{Routing proxy}
          P -->|invoices, 100 %| N1[New invoice service]
          P -->|search, 20 %| N2[New search service]
          P -->|search, 80 %| L[Legacy system]
          P -->|everything else| L
          P -.->|shadow copy of reads| N3[New customer service]
          N3 -.->|compare answers| R[Difference report]
          L -.->|compare answers| R
          L --> LD[(Legacy database<br/>owns customers)]
          LD -->|change stream| ND[(New database<br/>follows customers)]
          N1 --> ND
          N2 --> ND
          N3 --> ND
        """#,
      skills: ["service-architecture", "delivery"],
      labs: ["expand-contract-order"]),
    DemoDiagram(
      slug: "cqrs-read-models",
      title: "Separate models for writing and reading",
      description: #"""
        The shape that protects rules is rarely the shape a screen wants. Command-query separation at the level
        of models keeps a strict write side and builds read models from its events, each formed for one question
        and rebuildable from scratch. It pays where reads far outnumber writes or need several views. The trap
        is forgetting the delay: a user who just saved something looks at a projection that has not heard of it.
        Return the new version with the command and let the read side wait for it, or show the change locally.
        """#,
      category: "Architecture",
      tags: ["cqrs", "projections", "eventual-consistency"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart LR
          U[User interface] -->|command| H[Command handler]
          H --> V{Rules hold?}
          V -->|no| X[Refuse with a reason]
          V -->|yes| W[(Write store)]
          W -->|events in order| S[[Event stream]]
          S --> P1[Projector: order list]
          S --> P2[Projector: search]
          S --> P3[Projector: daily sales]
          P1 --> R1[(Order list table)]
          P2 --> R2[(Search index)]
          P3 --> R3[(Sales cube)]
          U -->|query, at least version 58| R1
          U -->|query| R2
          R3 --> D[Dashboard]
        """#,
      skills: ["service-architecture", "messaging"],
      incidents: ["dual-write-lost-events"]),
    DemoDiagram(
      slug: "event-sourced-aggregate",
      title: "An event-sourced account",
      description: #"""
        An event-sourced aggregate stores what happened and computes what is. A command loads the past events,
        checks the rules against the resulting state and appends new events at an expected version; if someone
        else appended first, the append fails and the command is tried again on the new state. You get an exact
        history and can answer tomorrow's questions about yesterday. The trap is the event as a row change, such
        as `AccountUpdated` with twenty fields. It records that something changed but not why, and the reason is
        what you wanted to keep.
        """#,
      category: "Architecture",
      tags: ["event-sourcing", "aggregate", "optimistic-locking"],
      difficulty: .advanced,
      estimatedMinutes: 9,
      mermaid: #"""
        classDiagram
          class Account {
            -Money balance
            -Int version
            +apply(event) void
            +withdraw(amount) List~Event~
          }
          class EventStore {
            <<interface>>
            +load(id, fromVersion) List~Event~
            +append(id, expectedVersion, events) void
          }
          class Event {
            +Int version
          }
          class MoneyWithdrawn {
            +Money amount
            +String reason
          }
          Event <|.. MoneyWithdrawn
          Event <|.. AccountFrozen
          Account ..> Event : produces
          EventStore o-- Event
          EventStore o-- Snapshot : every 200 events
        """#,
      skills: ["service-architecture", "storage-engines"]),
    DemoDiagram(
      slug: "backend-for-frontend",
      title: "A gateway and one backend per frontend",
      description: #"""
        A gateway handles what is the same for all callers: certificates, authentication, limits, routing. A
        backend for each frontend handles what differs: a phone on a train wants one small answer, a desk
        browser wants many details, a partner wants a stable contract. Each such backend belongs to the team of
        its frontend and calls services in parallel. The trap is business rules moving into it because it is
        convenient to change. Then the discount exists twice, and the phone and the website disagree about the
        price. Aggregate and trim there; decide elsewhere.
        """#,
      category: "Architecture",
      tags: ["api-gateway", "bff", "aggregation"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart TB
          M[Phone app] --> G[Gateway<br/>TLS, identity, limits]
          W[Web app] --> G
          X[Partner] --> G
          G --> BM[Backend for phone]
          G --> BW[Backend for web]
          G --> BP[Partner API v2]
          BM -->|parallel| O[Orders]
          BM -->|parallel| C[Catalogue]
          BW --> O
          BW --> C
          BW --> R[Reviews]
          BP --> O
          C --> PR[Pricing<br/>the only place for discounts]
          O --> PR
        """#,
      skills: ["service-architecture", "security-design"],
      labs: ["trace-critical-path"]),
    DemoDiagram(
      slug: "cell-based-architecture",
      title: "Cells that limit the blast radius",
      description: #"""
        A cell is a complete small copy of the system that serves a fixed share of customers and shares nothing
        with its neighbours. A bad release, a poisonous request or a full disk then hurts one cell in twenty.
        The router must be the simplest part of all, since it is the one thing everyone shares: a lookup of
        customer to cell, cached and able to run without its source. The trap is the convenient shared service,
        perhaps configuration or identity, that all cells call at run time. Through it every cell fails
        together.
        """#,
      category: "Architecture",
      tags: ["cells", "blast-radius", "isolation", "multi-tenant"],
      difficulty: .expert,
      estimatedMinutes: 9,
      mermaid: #"""
        flowchart TD
          R[Cell router<br/>customer to cell, cached] --> C1
          R --> C2
          R --> C3
          subgraph C1 [Cell 1, 5 % of customers]
            A1[Services] --> D1[(Databases)]
            A1 --> Q1[[Queues]]
          end
          subgraph C2 [Cell 2, canary cell]
            A2[Services] --> D2[(Databases)]
            A2 --> Q2[[Queues]]
          end
          subgraph C3 [Cell 3, 5 % of customers]
            A3[Services] --> D3[(Databases)]
            A3 --> Q3[[Queues]]
          end
          P[Deployment] -->|1. canary| C2
          P -->|2. after one hour| C1
          P -->|3. after one day| C3
          M[Customer mover] -.->|copy, switch, delete| R
        """#,
      skills: ["service-architecture", "resilience-patterns"],
      labs: ["capacity-estimate"],
      incidents: ["global-config-push"]),
  ]
}
