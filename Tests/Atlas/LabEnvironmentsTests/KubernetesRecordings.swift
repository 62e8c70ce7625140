/// Exchanges with an API server, written down from the Kubernetes API reference (v1.30: core/v1, networking.k8s.io/v1,
/// meta/v1 Status).
enum KubernetesRecordings {
  static let namespaces = "/api/v1/namespaces"
  static let own = "/api/v1/namespaces/atlas-lab-7/"

  /// The requests that make an environment, each with the same answer.
  static func making(status: Int, answer: String) -> [Exchange] {
    [
      Exchange(request: "POST \(namespaces)", body: namespace, status: status, answer: answer),
      Exchange(request: "POST \(own)resourcequotas", body: quota, status: status, answer: answer),
      Exchange(request: "POST \(own)limitranges", body: limitRange, status: status, answer: answer),
      Exchange(
        request: "POST /apis/networking.k8s.io/v1/namespaces/atlas-lab-7/networkpolicies", body: networkPolicy,
        status: status, answer: answer),
      Exchange(request: "POST \(own)pods", body: pod, status: status, answer: answer),
      Exchange(request: "POST \(own)services", body: service, status: status, answer: answer),
    ]
  }

  static func podIs(_ phase: String, ready: String) -> Exchange {
    Exchange(
      request: "GET \(own)pods/lab", status: 200,
      answer: """
        {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "lab", "namespace": "atlas-lab-7"},
         "status": {"phase": "\(phase)", "conditions": [
           {"type": "PodScheduled", "status": "True"}, {"type": "Ready", "status": "\(ready)"}]}}
        """)
  }

  static func status(_ code: Int, _ reason: String, _ message: String, details: String = "{}") -> String {
    """
    {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "\(message)",
     "reason": "\(reason)", "details": \(details), "code": \(code)}
    """
  }

  static let alreadyExists = status(409, "AlreadyExists", "already exists")
  static let quotaExceeded = status(
    403, "Forbidden",
    "pods \\\"lab\\\" is forbidden: exceeded quota: lab, requested: pods=1, used: pods=1, limited: pods=1")
  static let terminating = status(
    403, "Forbidden",
    "resourcequotas \\\"lab\\\" is forbidden: unable to create new content in namespace atlas-lab-7 because it is "
      + "being terminated",
    details: """
      {"name": "lab", "kind": "resourcequotas", "causes": [{"reason": "NamespaceTerminating",
       "message": "namespace atlas-lab-7 is being terminated", "field": "metadata.namespace"}]}
      """)

  private static let namespace = """
    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "atlas-lab-7", "labels": {
      "app.kubernetes.io/managed-by": "atlas", "atlas-installation": "atlas-lab", "atlas-run": "7", "atlas-lab": "3",
      "atlas-user": "5", "pod-security.kubernetes.io/enforce": "restricted"}}}
    """
  private static let quota = """
    {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "lab"}, "spec": {"hard": {
      "pods": "1", "services": "1", "services.loadbalancers": "0", "services.nodeports": "0",
      "persistentvolumeclaims": "0", "limits.cpu": "500m", "limits.memory": "512Mi",
      "limits.ephemeral-storage": "1Gi"}}}
    """
  private static let limits = #"{"cpu": "500m", "memory": "512Mi", "ephemeral-storage": "1Gi"}"#
  private static let limitRange = """
    {"apiVersion": "v1", "kind": "LimitRange", "metadata": {"name": "lab"}, "spec": {"limits": [
      {"type": "Container", "default": \(limits), "defaultRequest": \(limits), "max": \(limits)}]}}
    """
  private static let networkPolicy = """
    {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "lab"}, "spec": {
      "podSelector": {}, "policyTypes": ["Ingress", "Egress"], "egress": [],
      "ingress": [{"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "gateway"}}}],
        "ports": [{"protocol": "TCP", "port": 7681}]}]}}
    """
  private static let pod = """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "lab", "labels": {"app": "lab"}}, "spec": {
      "automountServiceAccountToken": false, "enableServiceLinks": false, "restartPolicy": "OnFailure",
      "activeDeadlineSeconds": 14400,
      "securityContext": {"runAsNonRoot": true, "runAsUser": 10001, "runAsGroup": 10001, "fsGroup": 10001,
        "seccompProfile": {"type": "RuntimeDefault"}},
      "containers": [{"name": "lab", "image": "registry.example/labs/shell:1", "ports": [{"containerPort": 7681}],
        "readinessProbe": {"tcpSocket": {"port": 7681}}, "resources": {"limits": \(limits), "requests": \(limits)},
        "securityContext": {"allowPrivilegeEscalation": false, "privileged": false,
          "capabilities": {"drop": ["ALL"]}}}]}}
    """
  private static let service = """
    {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "lab"}, "spec": {"selector": {"app": "lab"},
      "ports": [{"name": "terminal", "port": 80, "targetPort": 7681}]}}
    """
}
