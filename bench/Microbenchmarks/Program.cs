using System.Reflection;
using AkkaSocketIo.Microbenchmarks;
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args, new ShortRun());
