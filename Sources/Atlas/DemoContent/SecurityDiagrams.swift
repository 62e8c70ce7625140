extension DemoCatalogue {
  /// Diagrams about identity, secrets and the borders of trust.
  static let securityDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "authorization-code-with-pkce",
      title: "Authorization code with PKCE",
      description: #"""
        An app in a browser or on a phone cannot keep a secret, so it proves in another way that the one who
        redeems the code is the one who asked for it. It invents a random verifier, sends only its hash with the
        first request, and shows the verifier when it exchanges the code. A stolen code is useless without it.
        The state value does a different job: it ties the answer to this browser's request. The trap is
        accepting redirect addresses by prefix, which lets an attacker append a path of his choice. Compare them
        exactly.
        """#,
      category: "Security",
      tags: ["oauth", "pkce", "browser", "tokens"],
      difficulty: .intermediate,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant U as Browser
          participant A as App
          participant I as Identity provider
          participant R as API
          A->>A: verifier = 43 or more random characters
          A->>A: challenge = base64url(sha256(verifier))
          A->>U: redirect with challenge and state
          U->>I: authorize, challenge, state
          I->>U: sign in and consent
          U->>I: password and second factor
          I-->>U: redirect with code and state
          U->>A: code and state
          A->>A: state equals mine?
          A->>I: code and verifier
          I->>I: sha256(verifier) equals challenge?
          I-->>A: access token, refresh token
          A->>R: request with access token
          R-->>A: data
        """#,
      skills: ["security-design"],
      incidents: ["tokens-in-access-logs"]),
    DemoDiagram(
      slug: "refresh-token-rotation",
      title: "Refresh tokens that notice theft",
      description: #"""
        Short access tokens limit what a thief gains; refresh tokens keep users signed in. With rotation each
        refresh token works once and is replaced. If an old one turns up again, two parties hold the same chain,
        and since nobody can tell which is the thief, the whole family is revoked. The trap is the honest
        double: a phone sends a refresh, loses the answer in a tunnel and tries again with the same token. Allow
        a short grace in which the previous token yields the same successor, or you will sign out everyone who
        commutes.
        """#,
      category: "Security",
      tags: ["refresh-token", "rotation", "session"],
      difficulty: .advanced,
      estimatedMinutes: 7,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Active : sign-in, token 1 of family F
          Active --> Rotated : used, token n + 1 issued
          Rotated --> Active : successor becomes current
          Rotated --> GraceReplay : same token within 30 s
          GraceReplay --> Active : same successor returned
          Rotated --> ReuseDetected : same token after 30 s
          ReuseDetected --> FamilyRevoked : every token of F is void
          Active --> FamilyRevoked : sign-out or password change
          Active --> Expired : unused for 30 days
          FamilyRevoked --> [*] : user signs in again
          Expired --> [*]
        """#,
      skills: ["security-design"],
      incidents: ["tokens-in-access-logs"]),
    DemoDiagram(
      slug: "mutual-tls-identity",
      title: "Workload identity with mutual TLS",
      description: #"""
        Between services a network address proves nothing. With mutual TLS both sides show a certificate issued
        for a workload, valid for hours, renewed by an agent without human hands. The server then knows who
        calls and applies its own rule about who may. Short lifetimes replace revocation lists that nobody
        checks. The trap is the chain above: leaf certificates renew every few hours while the intermediate was
        made by hand three years ago and runs out on a Sunday. Monitor the expiry of every certificate in the
        chain, from outside, with weeks of warning.
        """#,
      category: "Security",
      tags: ["mtls", "certificates", "workload-identity"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant A as Orders workload
          participant G as Node agent
          participant C as Issuing authority
          participant B as Payments workload
          A->>G: who am I?
          G->>G: check process, image, service account
          G->>C: sign key for orders, 6 hours
          C-->>G: certificate and chain
          G-->>A: certificate, renewed after 3 hours
          A->>B: hello
          B-->>A: certificate of payments
          A->>A: chain valid, name is payments
          A->>B: certificate of orders, proof of key
          B->>B: chain valid, name is orders
          B->>B: rule: orders may call authorise
          A->>B: authorise 80.00
          B-->>A: authorised
        """#,
      skills: ["security-design"],
      incidents: ["expired-mesh-certificate"]),
    DemoDiagram(
      slug: "envelope-encryption",
      title: "Envelope encryption",
      description: #"""
        Encrypting terabytes with a key that must never leave its vault sounds impossible, so each object gets
        its own data key. The data key encrypts the object; the vault's master key encrypts only the data key,
        which is stored beside the object. Rotation then means wrapping small keys again, not rewriting
        terabytes, and deleting a tenant's master key makes all its data unreadable, backups included. The trap
        is the vault as a hidden dependency: if each read asks it to unwrap, its limits and its outages become
        yours. Cache unwrapped keys briefly, in memory only.
        """#,
      category: "Security",
      tags: ["encryption", "key-management", "rotation"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart LR
          subgraph vault [Key vault]
            MK[Master key of tenant 7<br/>version 3]
          end
          P[Object] --> E[Encrypt]
          G[New random data key] --> E
          G --> W[Wrap]
          MK --> W
          E --> S[(Object store:<br/>ciphertext)]
          W --> H[(Beside it:<br/>wrapped key, version 3)]
          H --> U[Unwrap in the vault]
          MK --> U
          U --> C[Cache the key, 5 minutes in memory]
          C --> D[Decrypt]
          S --> D
          D --> O[Object]
        """#,
      skills: ["security-design", "storage-engines"]),
    DemoDiagram(
      slug: "role-based-access-model",
      title: "A data model for roles and scopes",
      description: #"""
        Roles bundle permissions; an assignment gives a role to a principal within a scope, such as one project
        of one organisation. Keeping the scope on the assignment rather than the role avoids a role per project.
        Machine accounts are principals too and expire. Each decision is logged with the rule that allowed it,
        which turns "who could read this in March?" into a query. The trap is checking roles in code, as in "if
        admin": the next exception becomes another role check somewhere else. Code asks for a permission; only
        data knows which roles hold it.
        """#,
      category: "Security",
      tags: ["rbac", "authorization", "multi-tenant", "data-model"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        erDiagram
          ORGANISATION ||--o{ PROJECT : contains
          ORGANISATION ||--o{ PRINCIPAL : "has members"
          PRINCIPAL ||--o{ ASSIGNMENT : receives
          ROLE ||--o{ ASSIGNMENT : "is granted by"
          PROJECT |o--o{ ASSIGNMENT : "limits"
          ROLE ||--|{ ROLE_PERMISSION : bundles
          PERMISSION ||--o{ ROLE_PERMISSION : "is part of"
          PRINCIPAL {
            uuid id PK
            text kind "person or machine"
            timestamptz expires_at
          }
          ASSIGNMENT {
            uuid principal_id FK
            uuid role_id FK
            uuid project_id FK "null for the whole organisation"
            uuid granted_by FK
          }
          PERMISSION {
            text name PK "area and verb"
          }
        """#,
      skills: ["security-design"],
      labs: ["least-privilege-grants"]),
    DemoDiagram(
      slug: "secret-rotation",
      title: "Changing a password nobody notices",
      description: #"""
        A secret that cannot be changed in an afternoon will not be changed after a leak. The trick is overlap:
        for a while two credentials are valid, so that there is no instant at which all clients must switch.
        With two database roles that take turns, the idle one gets a new password, clients move over, and only
        when the old role shows no more sessions is it locked. The trap is the forgotten client, perhaps a
        nightly report, that appears after the lock. Watch the old credential for a full business cycle before
        you retire it.
        """#,
      category: "Security",
      tags: ["secrets", "rotation", "zero-downtime"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant R as Rotator
          participant D as Database
          participant V as Secret store
          participant A as Application
          Note over D: role app_blue is in use, app_green is locked
          R->>D: unlock app_green with a new password
          R->>D: sign in as app_green, run a probe
          D-->>R: ok
          R->>V: current = app_green
          V-->>A: secret changed
          A->>D: new connections as app_green
          A->>A: drain connections of app_blue
          loop daily for 7 days
            R->>D: sessions of app_blue?
            D-->>R: nightly report still uses it
          end
          R->>A: fix the nightly report
          R->>D: lock app_blue
        """#,
      skills: ["security-design", "delivery"],
      incidents: ["tokens-in-access-logs", "expired-mesh-certificate"]),
  ]
}
