//! The `hustings` command line: parse, run, turn an error into an exit code.

mod ballots;
mod booth;
mod convert;
mod count;
mod demo;
mod folder;
mod serve;
mod terminal;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Elections that nobody can quietly change: run them, count them, verify them.
#[derive(Debug, Parser)]
#[command(name = "hustings", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::DemoArgs),
    Count(count::CountArgs),
    Convert(convert::ConvertArgs),
    Verify(verify::VerifyArgs),
    Serve(serve::ServeArgs),
}

fn main() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Convert(args) => convert::run(args).map(|()| ExitCode::SUCCESS),
        Command::Serve(args) => serve::run(args).map(|()| ExitCode::SUCCESS),
        Command::Count(args) => count::run(args),
        Command::Verify(args) => Ok(verify::run(&args)),
    };
    ended.unwrap_or_else(|error| {
        anstream::eprintln!("hustings: {error:#}");
        ExitCode::FAILURE
    })
}
