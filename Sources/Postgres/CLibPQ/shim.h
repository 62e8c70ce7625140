// libpq, and the Linux headers that Swift's Glibc module leaves out.
#include <libpq-fe.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// Declared by <spawn.h> only where glibc's extensions are switched on, which Swift's Glibc module does not do.
#include <spawn.h>
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// The same for <sys/resource.h>.
int prlimit(__pid_t pid, int resource, const struct rlimit *new_limit, struct rlimit *old_limit);

// How many bytes wait in a socket. Swift cannot call ioctl, whose parameters vary.
static inline int atlas_available_bytes(int socket) {
  int count = 0;
  return ioctl(socket, FIONREAD, &count) == 0 ? count : 0;
}

// Limits the data segment of a process of another user, which the kernel allows to that user and to CAP_SYS_RESOURCE,
// which root in a container does not have. So root takes the user's real identity for a moment: by bare system calls,
// which unlike those of libc change the calling thread only. Effective rights are kept, so that the way back is open.
#include <sys/syscall.h>
#include <unistd.h>
static inline int atlas_limit_memory(int process, unsigned user, unsigned group, unsigned long bytes) {
  struct rlimit limit = {bytes, bytes};
  if (prlimit(process, RLIMIT_DATA, &limit, 0) == 0) return 0;
  if (geteuid() != 0) return -1;
  const unsigned own_user = getuid(), own_group = getgid();
  int status = -1;
  if (syscall(SYS_setresgid, group, -1, -1) == 0) {
    if (syscall(SYS_setresuid, user, -1, -1) == 0) {
      status = prlimit(process, RLIMIT_DATA, &limit, 0);
      syscall(SYS_setresuid, own_user, -1, -1);
    }
    syscall(SYS_setresgid, own_group, -1, -1);
  }
  return status;
}
