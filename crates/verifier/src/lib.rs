//! A record in, a numbered report out; nothing here can write
