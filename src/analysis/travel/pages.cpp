// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"

#include <sys/mman.h>

#include <new>

namespace tutela::analysis {

namespace {

class ZeroedPages : public std::pmr::memory_resource {
public:
    explicit ZeroedPages(PageSize size) : m_size(size) {}

private:
    void* do_allocate(std::size_t bytes, std::size_t) override
    {
        void* pages = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (pages == MAP_FAILED)
            throw std::bad_alloc{};
#ifdef MADV_HUGEPAGE
        if (m_size == PageSize::Large)
            static_cast<void>(::madvise(pages, bytes, MADV_HUGEPAGE));
#endif
        return pages;
    }
    void do_deallocate(void* pages, std::size_t bytes, std::size_t) override { static_cast<void>(::munmap(pages, bytes)); }
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

    PageSize m_size;
};

} // namespace

std::pmr::memory_resource* zeroedPages(PageSize size) noexcept
{
    static ZeroedPages small{PageSize::Small}, large{PageSize::Large};
    return size == PageSize::Large ? &large : &small;
}

} // namespace tutela::analysis
