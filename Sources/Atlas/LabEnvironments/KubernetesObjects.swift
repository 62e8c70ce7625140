/// The objects of a lab, as the API server takes them: core/v1 and networking.k8s.io/v1.
///
/// The namespace is held to the restricted Pod Security Standard, may have one pod, and talks to nobody; only the
/// gateway of the terminals talks to it.
struct KubernetesObjects {
  let settings: KubernetesSettings
  let specification: EnvironmentSpecification
  let image: String

  /// The label by which all namespaces of the installation are found.
  static let installationLabel = "atlas-installation"
  static let runLabel = "atlas-run"
  /// The name of each object in the namespace.
  static let name = "lab"

  /// What is made within the namespace, in order: limits before what is limited.
  var contents: [(collection: String, object: KubernetesObject)] {
    let namespace = settings.namespace(ofRun: specification.run)
    let core = "/api/v1/namespaces/\(namespace)/"
    return [
      (core + "resourcequotas", quota), (core + "limitranges", limitRange),
      ("/apis/networking.k8s.io/v1/namespaces/\(namespace)/networkpolicies", networkPolicy), (core + "pods", pod),
      (core + "services", service),
    ]
  }

  var namespace: KubernetesObject {
    [
      "apiVersion": "v1", "kind": "Namespace",
      "metadata": [
        "name": .text(settings.namespace(ofRun: specification.run)),
        "labels": [
          "app.kubernetes.io/managed-by": "atlas", "atlas-installation": .text(settings.namespacePrefix),
          "atlas-run": .text(String(specification.run)), "atlas-lab": .text(String(specification.lab)),
          "atlas-user": .text(String(specification.user)), "pod-security.kubernetes.io/enforce": "restricted",
        ],
      ],
    ]
  }

  private var quota: KubernetesObject {
    [
      "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "lab"],
      "spec": [
        "hard": [
          "pods": "1", "services": "1", "services.loadbalancers": "0", "services.nodeports": "0",
          "persistentvolumeclaims": "0", "limits.cpu": .text(settings.resources.cpu),
          "limits.memory": .text(settings.resources.memory),
          "limits.ephemeral-storage": .text(settings.resources.storage),
        ]
      ],
    ]
  }

  private var limitRange: KubernetesObject {
    [
      "apiVersion": "v1", "kind": "LimitRange", "metadata": ["name": "lab"],
      "spec": ["limits": [["type": "Container", "default": limits, "defaultRequest": limits, "max": limits]]],
    ]
  }

  private var networkPolicy: KubernetesObject {
    let gateway: KubernetesObject = [
      "namespaceSelector": ["matchLabels": ["kubernetes.io/metadata.name": .text(settings.gatewayNamespace)]]
    ]
    return [
      "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": ["name": "lab"],
      "spec": [
        "podSelector": [:], "policyTypes": ["Ingress", "Egress"], "egress": [],
        "ingress": [["from": [gateway], "ports": [["protocol": "TCP", "port": .number(settings.terminalPort)]]]],
      ],
    ]
  }

  private var pod: KubernetesObject {
    [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "lab", "labels": ["app": "lab"]],
      "spec": [
        "automountServiceAccountToken": false, "enableServiceLinks": false, "restartPolicy": "OnFailure",
        "activeDeadlineSeconds": .number(settings.longestLifeSeconds),
        "securityContext": [
          "runAsNonRoot": true, "runAsUser": 10_001, "runAsGroup": 10_001, "fsGroup": 10_001,
          "seccompProfile": ["type": "RuntimeDefault"],
        ],
        "containers": [container],
      ],
    ]
  }

  private var container: KubernetesObject {
    [
      "name": "lab", "image": .text(image), "ports": [["containerPort": .number(settings.terminalPort)]],
      "readinessProbe": ["tcpSocket": ["port": .number(settings.terminalPort)]],
      "resources": ["limits": limits, "requests": limits],
      "securityContext": [
        "allowPrivilegeEscalation": false, "privileged": false, "capabilities": ["drop": ["ALL"]],
      ],
    ]
  }

  private var service: KubernetesObject {
    [
      "apiVersion": "v1", "kind": "Service", "metadata": ["name": "lab"],
      "spec": [
        "selector": ["app": "lab"],
        "ports": [["name": "terminal", "port": 80, "targetPort": .number(settings.terminalPort)]],
      ],
    ]
  }

  private var limits: KubernetesObject {
    [
      "cpu": .text(settings.resources.cpu), "memory": .text(settings.resources.memory),
      "ephemeral-storage": .text(settings.resources.storage),
    ]
  }
}
