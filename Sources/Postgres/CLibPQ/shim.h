// libpq, and the two Linux headers that Swift's Glibc module leaves out.
#include <libpq-fe.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// Declared by <spawn.h> only where glibc's extensions are switched on, which Swift's Glibc module does not do.
#include <spawn.h>
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
