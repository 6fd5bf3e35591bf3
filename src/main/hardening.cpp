// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardening.h"

#include <tutela/core/error.h>

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>

namespace tutela {

namespace {

void refuseNetwork()
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool loaded = filter != nullptr;
    for (const unsigned family : {AF_INET, AF_INET6, AF_PACKET, AF_BLUETOOTH, AF_VSOCK})
        loaded = loaded && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_EQ, family)) == 0;
    // io_uring could make sockets without the system call that is filtered.
    loaded = loaded && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(io_uring_setup), 0) == 0;
    loaded = loaded && seccomp_load(filter) == 0;
    if (filter != nullptr)
        seccomp_release(filter);
    if (!loaded)
        throw core::Error{core::ErrorCode::Internal, "the guard against network access could not be installed, so Tutela does not start"};
}

} // namespace

void hardenProcess()
{
    refuseNetwork();
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::umask(077);
    for (const char* name : {"QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "GDAL_DRIVER_PATH", "OGR_DRIVER_PATH", "GDAL_VRT_ENABLE_PYTHON"})
        ::unsetenv(name);
}

} // namespace tutela
