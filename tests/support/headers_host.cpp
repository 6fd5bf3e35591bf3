// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that does nothing: CMake needs one to make the precompiled header that the test programs use.
int main()
{
    return 0;
}
