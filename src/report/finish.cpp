// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "finish_p.h"

#include <tutela/core/error.h>
#include <tutela/report/pdf.h>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <memory>

namespace tutela::report {
namespace {

using Handle = QPDFObjectHandle;

/// "D:20261101000000Z" from "2026-11-01T00:00:00.000Z"; digits only are taken over.
std::string pdfDate(const std::string& instant)
{
    std::string digits;
    for (const char c : instant.substr(0, 19))
        if (c >= '0' && c <= '9')
            digits += c;
    return digits.size() == 14 ? "D:" + digits + "Z" : "D:19700101000000Z";
}

void setInfo(QPDF& pdf, const DocumentFacts& facts)
{
    Handle info = pdf.makeIndirectObject(Handle::newDictionary());
    info.replaceKey("/Title", Handle::newUnicodeString(facts.title));
    info.replaceKey("/Subject", Handle::newUnicodeString(facts.subject));
    info.replaceKey("/Keywords", Handle::newUnicodeString(facts.keywords));
    info.replaceKey("/Producer", Handle::newString("Tutela"));
    info.replaceKey("/CreationDate", Handle::newString(pdfDate(facts.as_of)));
    info.replaceKey("/ModDate", Handle::newString(pdfDate(facts.as_of)));
    pdf.getTrailer().replaceKey("/Info", info);
}

Handle destination(const std::vector<QPDFPageObjectHelper>& pages, const Bookmark& mark)
{
    constexpr double kHeight = sheet::kHeight;
    Handle target = Handle::newArray();
    target.appendItem(pages.at(static_cast<std::size_t>(mark.page)).getObjectHandle());
    target.appendItem(Handle::newName("/XYZ"));
    target.appendItem(Handle::newNull());
    target.appendItem(Handle::newReal(kHeight - mark.y, 2));
    target.appendItem(Handle::newNull());
    return target;
}

/// Links `items` as the children of `parent`, in order.
void chain(Handle parent, std::vector<Handle>& items, bool open)
{
    if (items.empty())
        return;
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].replaceKey("/Parent", parent);
        if (i > 0)
            items[i].replaceKey("/Prev", items[i - 1]);
        if (i + 1 < items.size())
            items[i].replaceKey("/Next", items[i + 1]);
    }
    parent.replaceKey("/First", items.front());
    parent.replaceKey("/Last", items.back());
    const auto n = static_cast<long long>(items.size());
    parent.replaceKey("/Count", Handle::newInteger(open ? n : -n));
}

void setOutline(QPDF& pdf, const std::vector<Bookmark>& bookmarks)
{
    const auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    Handle root = pdf.makeIndirectObject(Handle::newDictionary());
    root.replaceKey("/Type", Handle::newName("/Outlines"));
    std::vector<Handle> top;
    std::vector<std::vector<Handle>> below;
    for (const auto& mark : bookmarks) {
        Handle item = pdf.makeIndirectObject(Handle::newDictionary());
        item.replaceKey("/Title", Handle::newUnicodeString(mark.title));
        item.replaceKey("/Dest", destination(pages, mark));
        if (mark.level == 0 || top.empty()) {
            top.push_back(item);
            below.emplace_back();
        } else {
            below.back().push_back(item);
        }
    }
    for (std::size_t i = 0; i < top.size(); ++i)
        chain(top[i], below[i], false);
    chain(root, top, true);
    pdf.getRoot().replaceKey("/Outlines", root);
    pdf.getRoot().replaceKey("/PageMode", Handle::newName("/UseOutlines"));
}

void setViewer(QPDF& pdf)
{
    Handle root = pdf.getRoot();
    Handle viewer = Handle::newDictionary();
    viewer.replaceKey("/DisplayDocTitle", Handle::newBool(true));
    root.replaceKey("/ViewerPreferences", viewer);
    root.replaceKey("/Lang", Handle::newUnicodeString("en"));
    root.replaceKey("/PageLabels", Handle::parse("<< /Nums [ 0 << /S /D >> ] >>"));
    root.removeKey("/Metadata"); // repeats the dates, and a random identifier
}

} // namespace

int pageCount(const std::string& bytes)
{
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("report", bytes.data(), bytes.size());
        return static_cast<int>(QPDFPageDocumentHelper(pdf).getAllPages().size());
    } catch (const std::exception&) {
        throw core::Error{core::ErrorCode::Damaged, "The stored pages of the approved version are damaged; run tutela check."};
    }
}

std::string finished(const std::string& bytes, const DocumentFacts& facts, const std::vector<Bookmark>& bookmarks)
{
    try {
        QPDF pdf;
        pdf.processMemoryFile("report", bytes.data(), bytes.size());
        setInfo(pdf, facts);
        setOutline(pdf, bookmarks);
        setViewer(pdf);
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.setCompressStreams(true);
        writer.write();
        const std::unique_ptr<Buffer> buffer{writer.getBuffer()};
        return {buffer->getBuffer(), buffer->getBuffer() + buffer->getSize()};
    } catch (const std::exception&) {
        throw core::Error{core::ErrorCode::Internal, "The pages could not be put together as a PDF."};
    }
}

} // namespace tutela::report
