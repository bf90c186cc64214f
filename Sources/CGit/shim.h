#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <zlib.h>

// Swift cannot call variadic functions or the macros of zlib; these inline functions are all that is ours.

/// Starts libgit2 and sets its process-wide options; the count of initialisations, or a negative error code.
static inline int cgit_start(void) {
    // What these extensions ask of a program: to tolerate missing objects, to keep objects, to read one more config file.
    static const char *const extensions[] = {"worktreeconfig", "partialclone", "preciousobjects"};
    int status = git_libgit2_init();
    if (status < 0) return status;
    int option = git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof(extensions) / sizeof(extensions[0]));
    if (option < 0) return option;
    // A path is looked up folder by folder; without this a folder of 1,000 entries is inflated anew for each.
    option = git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)4 << 20);
    if (option < 0) return option;
    option = git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
    return option < 0 ? option : status;
}

/// The macro `deflateInit` of zlib.
static inline int cgit_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
